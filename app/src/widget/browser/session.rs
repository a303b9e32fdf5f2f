//! The end of the session: the last minutes count down by the server's clock, and the host page
//! is asked for a new token.

use std::cell::Cell;

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::{Date, JsString, parse_float, parse_int};
use web_sys::{CustomEvent, Element, Event, HtmlElement};

use super::{
    ask, bridge, data, exchange, forever, later, listen, post, spawn_local, stream, tell, widget,
};

/// From here on the end is announced, seconds.
const NOTICE: i32 = 300;
/// A look comes every second. Where more time has passed the machine slept, or its clock was set,
/// milliseconds.
const GAP: f64 = 30_000.0;
/// How long the server is left alone after it gave no answer, in looks and in milliseconds.
const REST: u32 = 5;
const AGAIN: i32 = 5000;
/// How long a silent renewal may take before the last minutes are told of, milliseconds.
const SILENTLY: i32 = 3000;

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
    /// The reader's clock at the last look, milliseconds.
    static LOOKED: Cell<f64> = const { Cell::new(0.0) };
    /// So many looks pass before the server may be asked how far the session is.
    static RESTING: Cell<u32> = const { Cell::new(0) };
}

/// Looks at the clock every second.
pub(in crate::widget) fn watch() {
    LOOKED.set(Date::now());
    settle();
    let every_second = forever(Closure::<dyn FnMut()>::new(look));
    let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(&every_second, 1000);
    listen(&document(), "click", |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.and_then(|target| target.closest("[data-reopen]").ok().flatten()).is_some() {
            bridge::reopen();
        }
    });
}

/// When the token ends, seconds by the server's clock. JavaScript reads the number: Rust's own
/// reader of fractions would weigh more than the rest of this file.
fn ends_at() -> Option<f64> {
    data("data-exp").map(|text| parse_int(&text, 10))
}

/// How far the server's clock is ahead of the reader's, milliseconds: many a reader's is wrong. The
/// page's script works it out from `data-now`.
fn ahead() -> f64 {
    data("data-ahead").map_or(0.0, |text| parse_float(&text))
}

/// How many seconds are left; a token lives an hour, so that more than fits is many.
#[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates")]
fn left() -> Option<i32> {
    Some((ends_at()? - (ahead() + Date::now()) / 1000.0).ceil() as i32)
}

const fn phase_of(left: i32) -> Phase {
    match left {
        ..=0 => Phase::Ended,
        1..=NOTICE => Phase::Ending,
        _ => Phase::Running,
    }
}

fn look() {
    let now = Date::now();
    let gap = now - LOOKED.replace(now);
    let jumped = !(-GAP..GAP).contains(&gap);
    if jumped {
        RESTING.set(0);
        announce("fairlead:woke");
    } else {
        stream::look(now);
    }
    let before = PHASE.get();
    // What the server ended does not go on because the clock here says so.
    let Some(left) = left().filter(|_| before != Phase::Ended) else { return };
    if before == Phase::Ending {
        show_left(left.max(0));
    }
    if jumped || phase_of(left) != before {
        inquire();
    }
}

/// Asks the server how far the session is: the clock here may have been set, another tab may have
/// renewed it.
fn inquire() {
    let resting = RESTING.get();
    RESTING.set(resting.checked_sub(1).unwrap_or(REST));
    let Some(base) = data("data-base").filter(|_| resting == 0) else { return };
    spawn_local(async move {
        match ask("GET", &base, None).await {
            Some((404 | 410, _)) => end(),
            Some((200, page)) => {
                adopt(&page);
                RESTING.set(0);
                settle();
            }
            // Away: what the clock here says is good enough to ask the host page for a token.
            Some(_) | None => settle(),
        }
    });
}

/// Takes the server's time and the session's end over from a fresh page. JavaScript searches it:
/// Rust's own search for a text would weigh more than the rest of this file.
fn adopt(page: &str) {
    let Some(widget) = widget() else { return };
    let page = JsString::from(page);
    for name in ["data-now", "data-exp"] {
        let after = page.split(&(" ".to_owned() + name + "=\"")).get(1).as_string();
        if let Some((value, _)) = after.as_deref().and_then(|after| after.split_once('"')) {
            let _ = widget.set_attribute(name, value);
        }
    }
    announce("fairlead:clock");
}

/// Goes into the phase that the clock says. Into the last one only the server's word leads.
fn settle() {
    let Some(left) = left() else { return };
    let (before, next) = (PHASE.get(), phase_of(left));
    match next {
        Phase::Ending => show_left(left),
        Phase::Running => {}
        Phase::Ended => return,
    }
    if before != next && before != Phase::Ended {
        enter(next);
        tell_host();
        // A page that renews it silently does so at once: then there is nothing to say.
        later(SILENTLY, || {
            if PHASE.get() == Phase::Ending {
                tell_bar(".bar.ending span");
            }
        });
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
    // What is listed can be read, and leads nowhere.
    let Ok(links) = document().query_selector_all(".list a") else { return };
    for at in 0..links.length() {
        if let Some(link) = links.item(at).and_then(|link| link.dyn_into::<Element>().ok()) {
            let _ = link.remove_attribute("href");
        }
    }
    tell_bar(".bar.ended p");
}

/// The bars themselves are silent: the time in one of them changes each second.
pub(super) fn tell_bar(words: &str) {
    let bar = document().query_selector(words).ok().flatten();
    // As it is shown: what is said in other places is there, too.
    if let Some(bar) = bar.and_then(|bar| bar.dyn_into::<HtmlElement>().ok()) {
        tell(&bar.inner_text());
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

/// Goes on with a new token.
pub(super) fn renew(token: String) {
    spawn_local(async move {
        // It comes too late for this address, after a night's sleep say: it gets another.
        if is_over() {
            return start_over(&token).await;
        }
        let Some(base) = data("data-base") else { return };
        match post(&(base + "/token"), Some(&token)).await {
            // The answer holds the moment at which that one ends.
            Some((200, exp)) => go_on(exp.trim()),
            Some((410, _)) => start_over(&token).await,
            Some((400..=499, _)) => bridge::token_refused(),
            Some(_) | None => later(AGAIN, move || renew(token)),
        }
    });
}

fn go_on(exp: &str) {
    if let Some(widget) = widget() {
        let _ = widget.set_attribute("data-exp", exp);
        RESTING.set(0);
        enter(Phase::Running);
        announce("fairlead:renewed");
        settle();
    }
}

/// What the reader has before them stays until there is something better.
async fn start_over(token: &str) {
    match exchange("/widget", &("token=".to_owned() + token)).await {
        Some((200, address)) => {
            let address = address + &data("data-query").unwrap_or_default();
            let _ = window().location().replace(&address);
        }
        Some(_) | None => bridge::token_refused(),
    }
}
