//! The first screen's field: the text on its way from the field into the sentence below it.

use leptos::prelude::{Effect, Get, Memo, RwSignal, Set, document};
use wasm_bindgen::JsCast;
use web_sys::js_sys::JsString;
use web_sys::{Event, HtmlInputElement};

use super::listen;

/// Follows the field, and writes the name into its place.
pub(in crate::widget) fn watch(entered: RwSignal<String>, name: Memo<String>) {
    let field = document().get_element_by_id("domain");
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    // The browser knows the lower case of every alphabet.
    let text = |field: &HtmlInputElement| JsString::from(field.value()).to_lower_case().into();
    entered.set(text(&field));
    let typed = field.clone();
    listen(&field, "input", move |_: Event| entered.set(text(&typed)));
    Effect::new(move |_| {
        let place = document().query_selector("[data-clean]");
        if let Ok(Some(place)) = place {
            place.set_text_content(Some(&name.get()));
        }
    });
}
