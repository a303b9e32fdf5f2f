//! Puts finished parts into the page, and touches only what differs: focus, selection, open
//! folds and running clocks survive.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, Element, HtmlElement, Node};

use super::tell;

/// Which screen an element is; two with the same are one, and are merged.
const SCREEN: &str = "data-screen";

/// Replaces the element `id` by `html`, where it differs.
pub(in crate::widget) fn part(id: &str, html: &str) {
    let document = document();
    let (Some(old), Ok(shelf)) = (document.get_element_by_id(id), document.create_element("div"))
    else {
        return;
    };
    shelf.set_inner_html(html);
    let Some(new) = shelf.first_element_child() else { return };
    let news = new.text_content().filter(|text| Some(text) != old.text_content().as_ref());
    if old.get_attribute(SCREEN) == new.get_attribute(SCREEN) {
        merge(&old, &new);
    } else {
        replace(&old, &new);
    }
    if let Some(news) = news.filter(|_| id == "say") {
        tell(&news);
    }
    applied();
}

/// Puts another screen in the place of this one. Nothing of it becomes a part of the other:
/// nobody shall press a button that was another one a moment ago.
fn replace(old: &Element, new: &Element) {
    let held = document().active_element().is_some_and(|focused| old.contains(Some(&focused)));
    let _ = old.replace_with_with_node_1(new);
    let heading = new.query_selector("h1").ok().flatten().filter(|_| held);
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.set_attribute("tabindex", "-1");
        let _ = heading.focus();
    }
}

/// Shows in the element `id` what a form of the page was answered.
pub(in crate::widget) fn answer(id: &str, html: &str) {
    if let Some(answer) = document().get_element_by_id(id) {
        answer.set_inner_html(html);
        applied();
        tell(&answer.text_content().unwrap_or_default());
    }
}

/// The clock of the page's script runs over the new times before they are painted.
fn applied() {
    if let Ok(applied) = CustomEvent::new("fairlead:applied") {
        let _ = document().dispatch_event(&applied);
    }
}

fn merge(old: &Element, new: &Element) {
    if old.tag_name() != new.tag_name() || old.tag_name() == "LEPTOS-ISLAND" {
        let _ = old.replace_with_with_node_1(new);
        return;
    }
    merge_attributes(old, new);
    merge_children(old, new);
}

fn merge_attributes(old: &Element, new: &Element) {
    for name in old.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        // Folds are the reader's; so is the tick of a field that was just copied.
        let kept = matches!(name.as_str(), "open" | "data-copied");
        if !kept && !new.has_attribute(&name) {
            let _ = old.remove_attribute(&name);
        }
    }
    for name in new.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        let value = new.get_attribute(&name);
        if old.get_attribute(&name) != value {
            let _ = old.set_attribute(&name, &value.unwrap_or_default());
        }
    }
}

/// Place by place, so that what stands before an insertion is not touched.
fn merge_children(old: &Element, new: &Element) {
    let (olds, news) = (children(old), children(new));
    for (old, new) in olds.iter().zip(&news) {
        merge_node(old, new);
    }
    for surplus in olds.iter().skip(news.len()) {
        let _ = old.remove_child(surplus);
    }
    for added in news.iter().skip(olds.len()) {
        let _ = old.append_child(added);
    }
}

fn merge_node(old: &Node, new: &Node) {
    match (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) {
        (Some(old), Some(new)) => merge(old, new),
        (None, None) if old.node_type() == new.node_type() => {
            if old.node_value() != new.node_value() {
                old.set_node_value(new.node_value().as_deref());
            }
        }
        (None | Some(_), _) => {
            if let Some(parent) = old.parent_node() {
                let _ = parent.replace_child(new, old);
            }
        }
    }
}

fn children(element: &Element) -> Vec<Node> {
    let nodes = element.child_nodes();
    (0..nodes.length()).filter_map(|at| nodes.get(at)).collect()
}
