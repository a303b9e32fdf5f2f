//! The messages between this page and the one that embeds it, by exact origin both ways.

use std::cell::RefCell;

use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Date, Object, Reflect};
use web_sys::{Element, Event, KeyboardEvent, MessageEvent, ResizeObserver, Window};

use super::{data, forever, listen, session, widget};

#[derive(Default)]
struct Host {
    /// The one allowed origin that this page is in, once it greeted.
    origin: Option<String>,
    /// The last `state` line.
    stands: Option<String>,
}

thread_local! {
    static HOST: RefCell<Host> = RefCell::new(Host::default());
}

/// The step, the state, the domain, the provider and the id of a `state` line.
fn fields(line: &str) -> [&str; 5] {
    let mut fields = line.split('\t');
    std::array::from_fn(|_| fields.next().unwrap_or_default())
}

/// Listens to the host page, and watches the height.
pub(in crate::widget) fn start() {
    HOST.with_borrow_mut(|host| host.stands = data("data-state"));
    listen(&window(), "message", |event: MessageEvent| hear(&event));
    listen(&document(), "click", |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.and_then(|target| target.closest("[data-done]").ok().flatten()).is_some() {
            close("done");
        }
    });
    // The dialog is the host page's, which hears no key that is pressed in here.
    listen(&window(), "keydown", |event: KeyboardEvent| {
        let dialog = data("data-mode").is_some_and(|mode| mode == "dialog");
        if dialog && event.key() == "Escape" && !event.default_prevented() && !event.is_composing()
        {
            close("user");
        }
    });
    let grown = forever(Closure::<dyn FnMut()>::new(tell_height));
    if let (Ok(observer), Some(widget)) = (ResizeObserver::new(&grown), widget()) {
        observer.observe(&widget);
        // It ends with the page.
        std::mem::forget(observer);
    }
    // The page's own script may have heard the greeting first.
    if let Some(origin) = data("data-host") {
        greet(origin);
    }
}

fn parent() -> Option<Window> {
    window().parent().ok().flatten().filter(|parent| *parent != window())
}

fn hear(event: &MessageEvent) {
    let from_parent = event.source().is_some_and(|source| {
        parent().is_some_and(|parent| JsValue::from(source) == JsValue::from(parent))
    });
    let allowed = data("data-origins").unwrap_or_default();
    if !from_parent || !allowed.split(' ').any(|origin| origin == event.origin()) {
        return;
    }
    let field = |value: &JsValue, name: &str| Reflect::get(value, &name.into()).ok();
    let message = event.data();
    match field(&message, "type").and_then(|kind| kind.as_string()).as_deref() {
        Some("fairlead:hello") => greet(event.origin()),
        Some("fairlead:token") => {
            let detail = field(&message, "detail");
            let token = detail.and_then(|detail| field(&detail, "token"));
            if let Some(token) = token.and_then(|token| token.as_string()) {
                session::renew(token);
            }
        }
        Some(_) | None => {}
    }
}

fn greet(origin: String) {
    let known = HOST.with_borrow_mut(|host| host.origin.replace(origin).is_some());
    let title = document().title().into();
    let [close, colours] = ["data-close", "data-colours"].map(|name| data(name).into());
    post("ready", &[("title", title), ("close", close), ("colours", colours)]);
    if !known {
        tell_step();
        session::tell_host();
    }
    tell_height();
}

/// Posts `fairlead:<kind>`; nobody hears it before the host page has greeted.
fn post(kind: &str, detail: &[(&str, JsValue)]) {
    let Some(origin) = HOST.with_borrow(|host| host.origin.clone()) else { return };
    let (message, body) = (Object::new(), Object::new());
    for (name, value) in detail {
        let _ = Reflect::set(&body, &(*name).into(), value);
    }
    let _ = Reflect::set(&message, &"type".into(), &("fairlead:".to_owned() + kind).into());
    let _ = Reflect::set(&message, &"detail".into(), &body);
    if let Some(parent) = parent() {
        let _ = parent.post_message(&message, &origin);
    }
}

fn tell_height() {
    if let Some(widget) = widget() {
        post("height", &[("px", widget.get_bounding_client_rect().height().ceil().into())]);
    }
}

fn tell_step() {
    let line = HOST.with_borrow(|host| host.stands.clone()).unwrap_or_else(|| "domain".to_owned());
    let [step, _, domain, provider, id] = fields(&line);
    let text = |text: &str| if text.is_empty() { JsValue::NULL } else { text.into() };
    post(
        "step",
        &[
            ("step", step.into()),
            ("domain", text(domain)),
            ("provider", text(provider)),
            ("jobId", text(id)),
        ],
    );
}

/// The server told how the connection stands.
pub(super) fn stands(line: &str) {
    let before = HOST.with_borrow_mut(|host| host.stands.replace(line.to_owned()));
    if before.as_deref() == Some(line) {
        return;
    }
    let [step, state, domain, provider, id] = fields(line);
    let [step_before, state_before, _, provider_before, id_before] =
        fields(before.as_deref().unwrap_or_default());
    if (step, provider, id) != (step_before, provider_before, id_before) {
        tell_step();
    }
    if state == "live" && (state_before != "live" || id != id_before) {
        post(
            "success",
            &[
                ("domain", domain.into()),
                ("jobId", id.into()),
                ("setupType", "manual".into()),
                ("provider", if provider.is_empty() { JsValue::NULL } else { provider.into() }),
            ],
        );
    }
    if matches!(state, "failed" | "archived") && state != state_before {
        post("error", &[("code", ("domain_".to_owned() + state).into())]);
    }
}

/// The reader is done, or can't go on here.
fn close(reason: &str) {
    let line = HOST.with_borrow(|host| host.stands.clone()).unwrap_or_default();
    let [step, state, domain, _, id] = fields(&line);
    let text = |text: &str| if text.is_empty() { JsValue::NULL } else { text.into() };
    post(
        "close",
        &[
            ("domain", text(domain)),
            ("success", (state == "live").into()),
            ("lastState", text(step)),
            ("jobId", text(id)),
            ("reason", reason.into()),
        ],
    );
}

/// Less than five minutes are left.
pub(super) fn token_expiring(end: f64) {
    let at = Date::new(&(end * 1000.0).into()).to_iso_string();
    post("token-expiring", &[("expires_at", at.into())]);
}

/// None are.
pub(super) fn token_expired() {
    post("token-expired", &[]);
}

/// The host page's new token was not taken.
pub(super) fn token_refused() {
    post("error", &[("code", "token_refused".into())]);
}

/// The reader wants to go on: the host page is asked for a token once more, then left.
pub(super) fn reopen() {
    token_expired();
    close("expired");
}
