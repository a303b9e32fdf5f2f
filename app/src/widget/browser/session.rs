//! The end of the session: the last minutes count down by the server's clock, and the host page
//! is asked for a new token.

use std::cell::{Cell, RefCell};

use leptos::prelude::{Effect, Get, GetUntracked, RwSignal, Set, document, window};
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::{Date, parse_int};
use web_sys::{CustomEvent, Element, Event};

use super::{bridge, data, forever, listen, post, tell, widget};
use crate::widget::islands::Phase;

/// From here on the end is announced, seconds.
const NOTICE: i32 = 300;

thread_local! {
    static PHASE: RefCell<Option<RwSignal<Phase>>> = const { RefCell::new(None) };
    /// How far the server's clock is ahead of the reader's, seconds: many a reader's is wrong.
    static AHEAD: Cell<f64> = const { Cell::new(0.0) };
}

/// Looks at the clock every second.
pub(in crate::widget) fn watch(phase: RwSignal<Phase>) {
    PHASE.with_borrow_mut(|known| *known = Some(phase));
    if let Some(now) = seconds("data-now") {
        AHEAD.set(now - Date::now() / 1000.0);
    }
    Effect::new(move |_| mark(phase.get()));
    look(phase);
    let every_second = forever(Closure::<dyn FnMut()>::new(move || look(phase)));
    let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(&every_second, 1000);
    listen(&document(), "click", move |event: Event| {
        let target = event
            .target()
            .and_then(|target| wasm_bindgen::JsCast::dyn_into::<Element>(target).ok());
        let reopen = target.and_then(|target| target.closest("[data-reopen]").ok().flatten());
        if reopen.is_some() {
            bridge::reopen();
        }
    });
}

/// A time that the server wrote into the page, seconds since the epoch. JavaScript reads the
/// number: Rust's own reader of fractions would weigh more than the rest of this file.
fn seconds(attribute: &str) -> Option<f64> {
    data(attribute).map(|text| parse_int(&text, 10))
}

/// When the token ends, by the server's clock.
fn ends_at() -> Option<f64> {
    seconds("data-exp")
}

/// How many seconds are left; a token lives an hour, so that more than fits is many.
#[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates")]
fn left() -> Option<i32> {
    Some((ends_at()? - AHEAD.get() - Date::now() / 1000.0).ceil() as i32)
}

const fn phase_of(left: i32) -> Phase {
    match left {
        ..=0 => Phase::Ended,
        1..=NOTICE => Phase::Ending,
        _ => Phase::Running,
    }
}

fn look(phase: RwSignal<Phase>) {
    let Some(left) = left() else { return };
    let (before, next) = (phase.get_untracked(), phase_of(left));
    if next == Phase::Ending {
        show_left(left);
    }
    // What the server ended does not go on because the clock here says so.
    if before == next || before == Phase::Ended {
        return;
    }
    phase.set(next);
    tell_host(next);
    if next == Phase::Ended {
        ended();
    }
}

fn show_left(left: i32) {
    let zero = if left % 60 < 10 { "0" } else { "" };
    if let Ok(Some(place)) = document().query_selector(".left") {
        place.set_text_content(Some(&format!("{}:{zero}{}", left / 60, left % 60)));
    }
}

/// Tells the host page how far the session is, where it matters.
fn tell_host(phase: Phase) {
    match (phase, ends_at()) {
        (Phase::Ending, Some(end)) => bridge::token_expiring(end),
        (Phase::Ended, _) => bridge::token_expired(),
        (Phase::Running | Phase::Ending, _) => {}
    }
}

/// The host page greeted: it has missed what was told before.
pub(super) fn greeted() {
    if let Some(phase) = PHASE.with_borrow(|phase| *phase) {
        tell_host(phase.get_untracked());
    }
}

fn mark(phase: Phase) {
    if let Some(widget) = widget() {
        let _ = widget.set_attribute("data-phase", phase.as_str());
    }
}

fn ended() {
    announce("fairlead:ended");
    let bar = document().query_selector(".bar.ended span").ok().flatten();
    if let Some(text) = bar.and_then(|bar| bar.text_content()) {
        tell(&text);
    }
}

fn announce(event: &str) {
    if let Ok(event) = CustomEvent::new(event) {
        let _ = document().dispatch_event(&event);
    }
}

/// The server says that it is over.
pub(super) fn end() {
    let phase = PHASE.with_borrow(|phase| *phase);
    if let Some(phase) = phase.filter(|phase| phase.get_untracked() != Phase::Ended) {
        phase.set(Phase::Ended);
        tell_host(Phase::Ended);
        ended();
    }
}

/// Whether it is over.
pub(super) fn is_over() -> bool {
    PHASE.with_borrow(|phase| phase.is_some_and(|phase| phase.get_untracked() == Phase::Ended))
}

/// Goes on with a new token. The answer holds the moment at which that one ends.
pub(super) fn renew(token: String) {
    spawn_local(async move {
        let Some(address) = data("data-base").map(|base| format!("{base}/token")) else { return };
        let Some((200, exp)) = post(&address, Some(&token)).await else { return };
        let phase = PHASE.with_borrow(|phase| *phase);
        if let (Some(widget), Some(phase)) = (widget(), phase) {
            let _ = widget.set_attribute("data-exp", exp.trim());
            phase.set(Phase::Running);
            announce("fairlead:renewed");
            look(phase);
        }
    });
}
