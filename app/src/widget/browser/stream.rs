//! The event stream, and the button for the impatient.

use std::cell::RefCell;

use leptos::prelude::{RwSignal, Set, document, window};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventSource, HtmlFormElement, MessageEvent};

use super::{apply, ask, bridge, data, later, listen, post, session};

/// How long a refused stream is left alone, milliseconds.
const AGAIN: i32 = 5000;

thread_local! {
    /// The open stream, and whether anybody still wants it.
    static STREAM: RefCell<Option<EventSource>> = const { RefCell::new(None) };
}

/// Opens the stream, and answers "Check now".
pub(in crate::widget) fn watch(away: RwSignal<bool>) {
    open(away);
    listen(&document(), "submit", |event: Event| check(&event));
    listen(&document(), "fairlead:renewed", move |_: Event| open(away));
    // After a sleep, or with another network, a stream may be dead and not know it.
    let revive = move |_: Event| {
        if !session::is_over() {
            open(away);
        }
    };
    listen(&document(), "fairlead:woke", revive);
    listen(&window(), "online", revive);
    listen(&window(), "offline", move |_: Event| away.set(!session::is_over()));
    listen(&document(), "fairlead:ended", move |_: Event| {
        close();
        away.set(false);
    });
}

/// The browser opens it again by itself after it broke.
fn open(away: RwSignal<bool>) {
    close();
    let address = data("data-base")
        .map(|base| format!("{base}/events{}", data("data-query").unwrap_or_default()));
    let Some(stream) = address.and_then(|address| EventSource::new(&address).ok()) else { return };
    listen(&stream, "open", move |_: Event| away.set(false));
    let broken = stream.clone();
    listen(&stream, "error", move |_: Event| {
        away.set(!session::is_over());
        if broken.ready_state() == EventSource::CLOSED {
            open_later(away);
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
fn open_later(away: RwSignal<bool>) {
    later(AGAIN, move || {
        spawn_local(async move {
            let answer = match data("data-base") {
                Some(base) => ask("GET", &base, None).await,
                None => None,
            };
            match answer {
                _ if session::is_over() => {}
                Some((404 | 410, _)) => session::end(),
                Some((200, _)) => open(away),
                Some(_) | None => open_later(away),
            }
        });
    });
}

fn close() {
    if let Some(stream) = STREAM.take() {
        stream.close();
    }
}

/// Sends the form behind the page's back, and shows what comes.
fn check(event: &Event) {
    let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
    let Some(form) = form.filter(|form| form.has_attribute("data-check")) else { return };
    event.prevent_default();
    let _ = form.set_attribute("aria-busy", "true");
    spawn_local(async move {
        match post(&form.action(), None).await {
            Some((200, html)) => apply::answer(&html),
            Some((410, _)) => session::end(),
            Some(_) | None => {}
        }
        let _ = form.remove_attribute("aria-busy");
    });
}
