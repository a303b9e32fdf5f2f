//! The browser's side of the islands: listens, sends, and puts finished parts into the page.

pub(super) mod apply;
pub(super) mod bridge;
pub(super) mod field;
pub(super) mod session;
pub(super) mod stream;

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::{Closure, WasmClosure};
use wasm_bindgen::convert::FromWasmAbi;
use web_sys::js_sys::Function;
use web_sys::js_sys::futures::JsFuture;
pub(super) use web_sys::js_sys::futures::spawn_local;
use web_sys::{AbortSignal, Element, EventTarget, Headers, Request, RequestInit, Response};

/// How long what was said can be read again, milliseconds.
const TOLD: i32 = 5000;
/// How long our server may take to answer, milliseconds: it promises two seconds.
const PATIENCE: u32 = 8000;
/// How a browser sends a form.
const FORM: &str = "application/x-www-form-urlencoded";

/// The element that carries what the islands need to know.
fn widget() -> Option<Element> {
    document().get_element_by_id("widget")
}

/// One `data-` attribute of it.
fn data(name: &str) -> Option<String> {
    widget()?.get_attribute(name)
}

/// Says something to those who listen rather than look: once, and after what was said before.
fn tell(text: &str) {
    let Some(told) = document().get_element_by_id("told") else { return };
    let Ok(line) = document().create_element("p") else { return };
    line.set_text_content(Some(text));
    let _ = told.append_child(&line);
    later(TOLD, move || line.remove());
}

/// A JavaScript function that lives as long as the page.
fn forever<T: ?Sized + WasmClosure>(closure: Closure<T>) -> Function {
    closure.into_js_value().unchecked_into()
}

/// Listens for as long as the page lives.
fn listen<E: FromWasmAbi + 'static>(
    target: &EventTarget,
    event: &str,
    run: impl FnMut(E) + 'static,
) {
    let run = forever(Closure::<dyn FnMut(E)>::new(run));
    // Fails for no event that exists.
    let _ = target.add_event_listener_with_callback(event, &run);
}

/// Posts to a path of our own; answers the status and the text, or nothing where no answer came.
async fn post(address: &str, body: Option<&str>) -> Option<(u16, String)> {
    ask("POST", address, body).await
}

async fn ask(method: &str, address: &str, body: Option<&str>) -> Option<(u16, String)> {
    let response = send(method, address, body, None).await?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    Some((response.status(), text.as_string()?))
}

/// Posts a form; answers the status and the address that it led to.
async fn exchange(address: &str, form: &str) -> Option<(u16, String)> {
    let response = send("POST", address, Some(form), Some(FORM)).await?;
    Some((response.status(), response.url()))
}

async fn send(
    method: &str,
    address: &str,
    body: Option<&str>,
    kind: Option<&str>,
) -> Option<Response> {
    let options = RequestInit::new();
    options.set_method(method);
    if let Some(body) = body {
        options.set_body(&body.into());
    }
    let headers = Headers::new().ok()?;
    headers.set("accept", "text/html-part").ok()?;
    if let Some(kind) = kind {
        headers.set("content-type", kind).ok()?;
    }
    options.set_headers(&headers);
    options.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let request = Request::new_with_str_and_init(address, &options).ok()?;
    let response = JsFuture::from(window().fetch_with_request(&request)).await.ok()?;
    response.dyn_into().ok()
}

/// Runs once, so many milliseconds later.
fn later(wait: i32, run: impl FnOnce() + 'static) {
    let run = Closure::once_into_js(run);
    // Fails for no function.
    let _ =
        window().set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), wait);
}
