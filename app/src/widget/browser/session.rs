//! The end of the session: the last minutes count down by the browser's clock, and the host page
//! is asked for a new token.

use std::cell::RefCell;

use leptos::prelude::{Get, GetUntracked, RwSignal, Set, document};
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Date;
use web_sys::{CustomEvent, Element, Event};

use super::{bridge, data, forever, listen, post, tell, widget};
use crate::widget::islands::Phase;

/// From here on the end is announced, seconds.
const NOTICE: f64 = 300.0;

thread_local! {
    static PHASE: RefCell<Option<RwSignal<Phase>>> = const { RefCell::new(None) };
}

/// Looks at the clock every second.
pub(in crate::widget) fn watch(phase: RwSignal<Phase>) {
    PHASE.with_borrow_mut(|known| *known = Some(phase));
    leptos::prelude::Effect::new(move |_| mark(phase.get()));
    look(phase);
    let every_second = forever(Closure::<dyn FnMut()>::new(move || look(phase)));
    let _ = leptos::prelude::window()
        .set_interval_with_callback_and_timeout_and_arguments_0(&every_second, 1000);
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

/// When the token ends, seconds since the epoch.
fn ends_at() -> Option<f64> {
    data("data-exp")?.parse().ok()
}

fn look(phase: RwSignal<Phase>) {
    let Some(end) = ends_at() else { return };
    let left = end - Date::now() / 1000.0;
    let next = if left <= 0.0 {
        Phase::Ended
    } else if left <= NOTICE {
        Phase::Ending
    } else {
        Phase::Running
    };
    if next == Phase::Ending {
        show_left(left);
    }
    // What the server ended does not go on because the clock here says so.
    if phase.get_untracked() == next
        || (phase.get_untracked() == Phase::Ended && next != Phase::Ended)
    {
        return;
    }
    phase.set(next);
    match next {
        Phase::Running => {}
        Phase::Ending => bridge::token_expiring(end),
        Phase::Ended => ended(),
    }
}

fn show_left(left: f64) {
    let text = left.ceil();
    let (minutes, seconds) = ((text / 60.0).floor(), text % 60.0);
    let zero = if seconds < 10.0 { "0" } else { "" };
    if let Ok(Some(place)) = document().query_selector(".left") {
        place.set_text_content(Some(&format!("{minutes}:{zero}{seconds}")));
    }
}

fn mark(phase: Phase) {
    if let Some(widget) = widget() {
        let _ = widget.set_attribute("data-phase", phase.as_str());
    }
}

fn ended() {
    bridge::token_expired();
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
