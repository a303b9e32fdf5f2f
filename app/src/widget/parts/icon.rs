//! The drawings: defined once on the page, used by name.

use leptos::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Icon {
    Bang,
    Clock,
    Copy,
    Tick,
    Wait,
}

impl Icon {
    const fn href(self) -> &'static str {
        match self {
            Self::Bang => "#i-bang",
            Self::Clock => "#i-clock",
            Self::Copy => "#i-copy",
            Self::Tick => "#i-tick",
            Self::Wait => "#i-wait",
        }
    }
}

/// A drawing beside words that say the same.
pub(crate) fn icon(icon: Icon) -> impl IntoView {
    let class = match icon {
        Icon::Tick => "i tick",
        Icon::Bang | Icon::Clock | Icon::Copy | Icon::Wait => "i",
    };
    view! { <svg class=class aria-hidden="true"><use href=icon.href()></use></svg> }
}

/// Every drawing, not shown by itself.
const SHEET: &str = r#"<svg class="sheet" aria-hidden="true"><symbol id="i-bang" viewBox="0 0 16 16"><path d="M8 3v6M8 12.6v.1"/></symbol><symbol id="i-clock" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6"/><path d="M8 4.8V8l2.2 1.6"/></symbol><symbol id="i-copy" viewBox="0 0 16 16"><rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 3.5V3a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1H4"/></symbol><symbol id="i-tick" viewBox="0 0 16 16"><path d="m3 8.5 3.2 3.2L13 4.8"/></symbol><symbol id="i-wait" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.6" stroke-dasharray="3 2.87"/></symbol></svg>"#;

/// The sheet of drawings, once a page.
pub(crate) fn sheet() -> impl IntoView {
    view! { <div class="sheet" inner_html=SHEET></div> }
}
