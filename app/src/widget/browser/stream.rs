//! The event stream, and the button for the impatient.

use std::cell::RefCell;

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Event, EventSource, HtmlFormElement, MessageEvent};

use super::{apply, ask, bridge, data, later, listen, post, session, spawn_local, tell};

/// How long a refused stream is left alone, milliseconds.
const AGAIN: i32 = 5000;

thread_local! {
    /// The open stream, and whether anybody still wants it.
    static STREAM: RefCell<Option<EventSource>> = const { RefCell::new(None) };
}

/// Opens the stream, and answers "Check now".
pub(in crate::widget) fn watch() {
    open();
    listen(&document(), "submit", |event: Event| check(&event));
    listen(&document(), "fairlead:renewed", |_: Event| open());
    // After a sleep, or with another network, a stream may be dead and not know it.
    let revive = |_: Event| {
        if !session::is_over() {
            open();
        }
    };
    listen(&document(), "fairlead:woke", revive);
    listen(&window(), "online", revive);
    listen(&window(), "offline", |_: Event| note(!session::is_over()));
    listen(&document(), "fairlead:ended", |_: Event| {
        close();
        note(false);
    });
}

/// The browser opens it again by itself after it broke.
fn open() {
    close();
    let address =
        data("data-base").map(|base| base + "/events" + &data("data-query").unwrap_or_default());
    let Some(stream) = address.and_then(|address| EventSource::new(&address).ok()) else { return };
    listen(&stream, "open", |_: Event| note(false));
    let broken = stream.clone();
    listen(&stream, "error", move |_: Event| {
        note(!session::is_over());
        if broken.ready_state() == EventSource::CLOSED {
            open_later();
        }
    });
    listen(&stream, "part", |event: MessageEvent| {
        if let Some((id, html)) =
            event.data().as_string().as_deref().and_then(|data| data.split_once('\n'))
        {
            apply::part(id, html);
        }
    });
    listen(&stream, "state", |event: MessageEvent| {
        if let Some(line) = event.data().as_string() {
            bridge::stands(&line);
        }
    });
    listen(&stream, "end", |_: MessageEvent| session::end());
    STREAM.with_borrow_mut(|open| *open = Some(stream));
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

/// Says that the page is not fresh, or takes it back.
fn note(away: bool) {
    let Some(note) = document().get_element_by_id("away") else { return };
    if away && note.has_attribute("hidden") {
        tell(&note.text_content().unwrap_or_default());
    }
    let _ = note.toggle_attribute_with_force("hidden", !away);
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
