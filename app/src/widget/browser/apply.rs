//! Puts finished parts into the page, and touches only what differs: focus, selection, open
//! folds and running clocks survive.

use std::cell::Cell;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::js_sys::Date;
use web_sys::{CustomEvent, Element, HtmlElement, HtmlFormElement, Node};

use super::{field, tell};

/// Which screen an element is; two with the same are one, and are merged.
const SCREEN: &str = "data-screen";
/// Which of its kind an element is, where it has no id.
const KEY: &str = "data-key";
/// Where a form of the page is answered: no part of the page touches that.
const ANSWER: &str = "data-answer";

/// How long news may belong to the look that was asked for, milliseconds.
const FRESH: f64 = 3000.0;

thread_local! {
    /// When a form was answered last, milliseconds.
    static ANSWERED: Cell<f64> = const { Cell::new(0.0) };
}

/// Replaces the element `id` by `html`, where it differs; false where that must wait.
pub(in crate::widget) fn part(id: &str, html: &str) -> bool {
    let document = document();
    let (Some(old), Ok(shelf)) = (document.get_element_by_id(id), document.create_element("div"))
    else {
        return true;
    };
    shelf.set_inner_html(html);
    let Some(new) = shelf.first_element_child() else { return true };
    let news = new.text_content().filter(|text| Some(text) != old.text_content().as_ref());
    let held = document.active_element();
    if old.get_attribute(SCREEN) == new.get_attribute(SCREEN) {
        merge(&old, &new);
        hold(held);
    } else if field::is_filled() {
        // Another tab has answered the question: nothing is taken from under somebody's hands.
        return false;
    } else {
        replace(&old, &new);
    }
    match (id, news) {
        ("say", Some(news)) => tell(&news),
        ("lead", Some(_)) => forget(),
        ("look", Some(_)) => follow_up(),
        _ => {}
    }
    applied();
    true
}

/// What "Check now" has answered is not so any more; what its own look has found comes at once.
fn forget() {
    let outdated = ANSWERED.get() + FRESH < Date::now();
    if let Some(answer) = document().get_element_by_id("answer").filter(|_| outdated) {
        answer.set_inner_html("");
    }
}

/// A look that took long has ended: whoever asked for it is told what it found.
fn follow_up() {
    let check = document().query_selector("form.check:has(+ #answer [data-running])");
    let check = check.ok().flatten().and_then(|check| check.dyn_into::<HtmlFormElement>().ok());
    if let Some(check) = check {
        let _ = check.request_submit();
    }
}

/// What was moved has lost the focus, and gets it back.
fn hold(held: Option<Element>) {
    let held = held
        .filter(|held| held.is_connected() && document().active_element().as_ref() != Some(held));
    if let Some(held) = held.and_then(|held| held.dyn_into::<HtmlElement>().ok()) {
        let _ = held.focus();
    }
}

/// Puts another screen in the place of this one. Nothing of it becomes a part of the other:
/// nobody shall press a button that was another one a moment ago.
fn replace(old: &Element, new: &Element) {
    let held = document().active_element().is_some_and(|focused| old.contains(Some(&focused)));
    let _ = old.replace_with_with_node_1(new);
    let heading = new.query_selector("h1").ok().flatten().filter(|_| held);
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.focus();
    }
}

/// Shows in the element `id` what a form of the page was answered.
pub(in crate::widget) fn answer(id: &str, html: &str) {
    if let Some(answer) = document().get_element_by_id(id) {
        answer.set_inner_html(html);
        ANSWERED.set(Date::now());
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
    if old.tag_name() != new.tag_name() {
        let _ = old.replace_with_with_node_1(new);
        return;
    }
    // An island that is awake is not woken again.
    if old.tag_name() == "LEPTOS-ISLAND" {
        return;
    }
    merge_attributes(old, new);
    if !new.has_attribute(ANSWER) {
        merge_children(old, new);
    }
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

/// Child by child: who has a key wherever it stands, all others by their place.
fn merge_children(old: &Element, new: &Element) {
    let news = children(new);
    let keys: Vec<_> = news.iter().filter_map(key).collect();
    for gone in children(old).iter().filter(|node| key(node).is_some_and(|it| !keys.contains(&it)))
    {
        let _ = old.remove_child(gone);
    }
    let mut at = old.first_child();
    for child in &news {
        let kept = counterpart(at.clone(), child);
        if kept.is_some() && kept == at {
            at = at.and_then(|at| at.next_sibling());
        } else {
            let _ = old.insert_before(kept.as_ref().unwrap_or(child), at.as_ref());
        }
        if let Some(kept) = kept {
            merge_node(&kept, child);
        }
    }
    while let Some(rest) = at {
        at = rest.next_sibling();
        let _ = old.remove_child(&rest);
    }
}

/// What `new` was until now, among the nodes from `at` on.
fn counterpart(mut at: Option<Node>, new: &Node) -> Option<Node> {
    let wanted = key(new);
    while let Some(node) = at {
        let here = key(&node);
        if here == wanted {
            return Some(node);
        }
        at = wanted.as_ref().and_then(|_| node.next_sibling());
    }
    None
}

fn key(node: &Node) -> Option<String> {
    let element = node.dyn_ref::<Element>()?;
    element.get_attribute(KEY).or_else(|| element.get_attribute("id"))
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
