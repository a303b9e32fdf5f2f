//! The end of the session: the last minutes count down by the server's clock, and the host page
//! is asked for a new token.

use std::cell::Cell;

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::{Date, parse_int};
use web_sys::{CustomEvent, Element, Event};

use super::{bridge, data, forever, listen, post, spawn_local, tell, widget};

/// From here on the end is announced, seconds.
const NOTICE: i32 = 300;

/// How far the session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// There is time.
    Running,
    /// Five minutes or less are left.
    Ending,
    /// The token is over.
    Ended,
}

impl Phase {
    /// How the style sheet calls it.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }
}

thread_local! {
    static PHASE: Cell<Phase> = const { Cell::new(Phase::Running) };
    /// How far the server's clock is ahead of the reader's, seconds: many a reader's is wrong.
    static AHEAD: Cell<f64> = const { Cell::new(0.0) };
}

/// Looks at the clock every second.
pub(in crate::widget) fn watch() {
    if let Some(now) = seconds("data-now") {
        AHEAD.set(now - Date::now() / 1000.0);
    }
    look();
    let every_second = forever(Closure::<dyn FnMut()>::new(look));
    let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(&every_second, 1000);
    listen(&document(), "click", |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.and_then(|target| target.closest("[data-reopen]").ok().flatten()).is_some() {
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

fn look() {
    let Some(left) = left() else { return };
    let (before, next) = (PHASE.get(), phase_of(left));
    if next == Phase::Ending {
        show_left(left);
    }
    // What the server ended does not go on because the clock here says so.
    if before == next || before == Phase::Ended {
        return;
    }
    enter(next);
    tell_host();
    if next == Phase::Ended {
        ended();
    }
}

fn show_left(left: i32) {
    // By hand: five minutes have one digit, and Rust's printing weighs more than this file.
    let digit = |number: i32| char::from_digit(number.unsigned_abs() % 10, 10).unwrap_or('0');
    let clock: String =
        [digit(left / 60), ':', digit(left % 60 / 10), digit(left)].into_iter().collect();
    if let Ok(Some(place)) = document().query_selector(".left") {
        place.set_text_content(Some(&clock));
    }
}

/// The bars and the style of the page go by the phase.
fn enter(phase: Phase) {
    PHASE.set(phase);
    if let Some(widget) = widget() {
        let _ = widget.set_attribute("data-phase", phase.as_str());
    }
}

/// Tells the host page how far the session is, where it matters.
pub(super) fn tell_host() {
    match (PHASE.get(), ends_at()) {
        (Phase::Ending, Some(end)) => bridge::token_expiring(end),
        (Phase::Ended, _) => bridge::token_expired(),
        (Phase::Running | Phase::Ending, _) => {}
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
    if !is_over() {
        enter(Phase::Ended);
        tell_host();
        ended();
    }
}

/// Whether it is over.
pub(super) fn is_over() -> bool {
    PHASE.get() == Phase::Ended
}

/// Goes on with a new token. The answer holds the moment at which that one ends.
pub(super) fn renew(token: String) {
    spawn_local(async move {
        let Some(address) = data("data-base").map(|base| base + "/token") else { return };
        let Some((200, exp)) = post(&address, Some(&token)).await else { return };
        if let Some(widget) = widget() {
            let _ = widget.set_attribute("data-exp", exp.trim());
            enter(Phase::Running);
            announce("fairlead:renewed");
            look();
        }
    });
}
