//! What moves in the browser. Each island wraps sentences that the server wrote, and shows them
//! by a state of its own.

use leptos::prelude::*;

use super::flow;

/// How far the session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// There is time.
    Running,
    /// Five minutes or less are left.
    Ending,
    /// The token is over.
    Ended,
}

impl Phase {
    /// How the style sheet calls it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }
}

/// The bar above everything: counts the last minutes down, and tells the end.
#[island]
pub fn Session(children: Children) -> impl IntoView {
    let phase = RwSignal::new(Phase::Running);
    #[cfg(feature = "hydrate")]
    super::browser::session::watch(phase);
    view! { <div class="session" data-phase=move || phase.get().as_str()>{children()}</div> }
}

/// The live status: the event stream, and a note while it is away.
#[island]
pub fn Live(children: Children) -> impl IntoView {
    let away = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    super::browser::stream::watch(away);
    view! { <div class="note" hidden=move || !away.get()>{children()}</div> }
}

/// The messages to the page that embeds this one. Shows nothing.
#[island]
pub fn Bridge() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::browser::bridge::start();
    view! { <span hidden></span> }
}

/// The field of the first screen: tells what a pasted text comes to.
#[island]
pub fn DomainField(children: Children) -> impl IntoView {
    let entered = RwSignal::new(String::new());
    let name = Memo::new(move |_| flow::clean(&entered.get()));
    #[cfg(feature = "hydrate")]
    super::browser::field::watch(entered, name);
    view! {
        <div class="field" data-shape=move || flow::shape(&name.get()).as_str()>{children()}</div>
    }
}
