//! The event stream, and the button for the impatient.

use std::cell::{Cell, RefCell};

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::js_sys::Date;
use web_sys::{Event, EventSource, HtmlFormElement, MessageEvent};

use super::{apply, ask, bridge, data, field, later, listen, post, session, spawn_local, tell};

/// How long a refused stream is left alone, milliseconds.
const AGAIN: i32 = 5000;
/// How long one that broke may take to come back before that is told, milliseconds.
const SILENTLY: i32 = 5000;
/// How long "Check now" may take before that is told: a moment after the style sheet shows it,
/// milliseconds.
const SLOW: i32 = 1500;
/// The server is heard every 15 s. A stream that says nothing for so long is dead and does not know
/// it, milliseconds.
const DEAD: f64 = 40_000.0;

thread_local! {
    /// The open stream.
    static STREAM: RefCell<Option<EventSource>> = const { RefCell::new(None) };
    /// What the page has by the last event; a new stream goes on from there.
    static SEEN: RefCell<String> = const { RefCell::new(String::new()) };
    /// When the stream was heard last, by the reader's clock, milliseconds.
    static HEARD: Cell<f64> = const { Cell::new(0.0) };
    /// Whether news wait for somebody to leave a field.
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Opens the stream, and answers "Check now".
pub(in crate::widget) fn watch() {
    open();
    listen(&document(), "submit", |event: Event| check(&event));
    listen(&document(), "fairlead:renewed", |_: Event| open());
    listen(&document(), "input", |_: Event| {
        if WAITS.get() && !field::is_filled() {
            WAITS.set(false);
            open();
        }
    });
    // After a sleep, or with another network, a stream may be dead and not know it.
    let revive = |_: Event| {
        if !session::is_over() {
            open();
        }
    };
    listen(&document(), "fairlead:woke", revive);
    listen(&window(), "online", revive);
    listen(&window(), "offline", |_: Event| note(true));
    listen(&document(), "fairlead:ended", |_: Event| {
        close();
        note(false);
    });
}

/// The browser opens it again by itself after it broke.
fn open() {
    close();
    let Some(address) = address() else { return };
    let Ok(stream) = EventSource::new(&address) else { return };
    HEARD.set(Date::now());
    listen(&stream, "alive", |_: Event| HEARD.set(Date::now()));
    listen(&stream, "open", |_: Event| note(false));
    let broken = stream.clone();
    listen(&stream, "error", move |_: Event| {
        later(SILENTLY, || note(!is_open()));
        if broken.ready_state() == EventSource::CLOSED {
            close();
            open_later();
        }
    });
    listen(&stream, "part", |event: MessageEvent| {
        let Some(data) = event.data().as_string() else { return };
        let Some((id, html)) = data.split_once('\n') else { return };
        if apply::part(id, html) {
            seen(&event);
        } else {
            // Nor is anything told that comes with it.
            WAITS.set(true);
            close();
        }
    });
    listen(&stream, "state", |event: MessageEvent| {
        if let Some(line) = event.data().as_string() {
            bridge::stands(&line);
        }
        seen(&event);
    });
    listen(&stream, "end", |_: MessageEvent| session::end());
    STREAM.with_borrow_mut(|open| *open = Some(stream));
}

/// The stream's address. A new one can't send `Last-Event-ID`, so that the query does.
fn address() -> Option<String> {
    let query = data("data-query").unwrap_or_default();
    let mark = if query.is_empty() { "?" } else { "&" };
    let seen = SEEN.with_borrow(Clone::clone);
    Some(data("data-base")? + "/events" + &query + mark + "seen=" + &seen)
}

/// Opens a stream anew that has been silent for too long.
pub(super) fn look(now: f64) {
    if DEAD < now - HEARD.get() && STREAM.with_borrow(Option::is_some) {
        open();
        later(SILENTLY, || note(!is_open()));
    }
}

/// Keeps the id of an event; only the last of several has one.
fn seen(event: &MessageEvent) {
    HEARD.set(Date::now());
    let id = event.last_event_id();
    if !id.is_empty() {
        SEEN.set(id);
    }
}

fn is_open() -> bool {
    let is_open = |stream: &EventSource| stream.ready_state() == EventSource::OPEN;
    STREAM.with_borrow(|stream| stream.as_ref().is_some_and(is_open))
}

/// A stream that was refused is not opened again by the browser: either the session is over, or
/// the server is away for a while.
fn open_later() {
    later(AGAIN, || {
        spawn_local(async {
            let answer = match data("data-base") {
                Some(base) => ask("GET", &base, None).await,
                None => None,
            };
            match answer {
                _ if session::is_over() => {}
                Some((404 | 410, _)) => session::end(),
                Some((200, _)) => open(),
                Some(_) | None => open_later(),
            }
        });
    });
}

/// Says that the page is not fresh and why, or takes it back.
fn note(away: bool) {
    let offline = !window().navigator().on_line();
    for (id, why) in [("offline", offline), ("away", !offline)] {
        let Some(note) = document().get_element_by_id(id) else { continue };
        let shown = away && why && !session::is_over();
        if shown && note.has_attribute("hidden") {
            tell(&note.text_content().unwrap_or_default());
        }
        let _ = note.toggle_attribute_with_force("hidden", !shown);
    }
}

fn close() {
    if let Some(stream) = STREAM.take() {
        stream.close();
    }
}

/// Sends the form behind the page's back, and shows what comes.
fn check(event: &Event) {
    let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
    let Some((form, place)) = form.and_then(|form| {
        let place = form.get_attribute("data-check")?;
        Some((form, place))
    }) else {
        return;
    };
    event.prevent_default();
    let _ = form.set_attribute("aria-busy", "true");
    later(SLOW, || session::tell_bar("[aria-busy] .asking"));
    spawn_local(async move {
        match post(&form.action(), None).await {
            Some((200, html)) => apply::answer(&place, &html),
            Some((410, _)) => session::end(),
            // Whoever asked is told in any case.
            Some(_) | None => apply::answer(&place, &data("data-failed").unwrap_or_default()),
        }
        let _ = form.remove_attribute("aria-busy");
    });
}
