//! The first screen's field: the text on its way from the field into the sentence below it.

use leptos::prelude::{Effect, Get, Memo, RwSignal, Set, document};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use super::listen;

/// Follows the field, and writes the name into its place.
pub(in crate::widget) fn watch(entered: RwSignal<String>, name: Memo<String>) {
    let field = document().get_element_by_id("domain");
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    entered.set(field.value());
    let typed = field.clone();
    listen(&field, "input", move |_: Event| entered.set(typed.value()));
    Effect::new(move |_| {
        let place = document().query_selector("[data-clean]");
        if let Ok(Some(place)) = place {
            place.set_text_content(Some(&name.get()));
        }
    });
}
