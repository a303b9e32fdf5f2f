//! The first screen's field: the text on its way from the field into the sentence below it.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::js_sys::JsString;
use web_sys::{Event, HtmlInputElement};

use super::listen;
use crate::widget::flow;

/// Follows the field, and shows what its text comes to.
pub(in crate::widget) fn watch() {
    let field = document().get_element_by_id("domain");
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    show(&field);
    let typed = field.clone();
    listen(&field, "input", move |_: Event| show(&typed));
}

/// Whether somebody has written into it.
pub(super) fn is_filled() -> bool {
    let field = document().query_selector("#domain:not([readonly])").ok().flatten();
    let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| !field.value().is_empty())
}

fn show(field: &HtmlInputElement) {
    // The browser knows the lower case of every alphabet.
    let name = flow::clean(&String::from(JsString::from(field.value()).to_lower_case()));
    if let Ok(Some(around)) = field.closest("[data-shape]") {
        let _ = around.set_attribute("data-shape", flow::shape(&name).as_str());
    }
    if let Ok(Some(place)) = document().query_selector("[data-clean]") {
        place.set_text_content(Some(&name));
    }
}
