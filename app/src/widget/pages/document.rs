//! The document around a screen: head, marker, bars, and the script that the islands hang on.

use std::sync::LazyLock;

use leptos::prelude::*;

use super::Screen;
use crate::backend::{Door, NoSession, PageContext, SessionView, Theme};
use crate::domain::branding::{ColourScheme, Part};
use crate::widget::flow::Step;
use crate::widget::islands::{Bridge, Live, Session};
use crate::widget::parts::icon::sheet;
use crate::widget::parts::line::steps;
use crate::widget::parts::phrase::phrase;
use crate::widget::render::{spoken, state_line};
use crate::widget::words::{self, Lang, Phrase, Piece, Slot, say, text};

/// The script without its comments: it travels with every page.
static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let lines = include_str!("../page.js").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with("//")).collect::<Vec<_>>().join("\n")
});

/// The page of a session.
pub(in crate::widget) fn document(view: &SessionView, page: &PageContext) -> AnyView {
    let lang = view.lang;
    let screen = Screen::of(view);
    let embedded = view.door == Door::Session;
    let inner = view! {
        <header class="head">
            {logo(view)}
            {(!hides_name(view)).then(|| view! { <span class="name">{view.tenant.clone()}</span> })}
            {(!view.hides(Part::Steps)).then(|| steps(screen.step(), lang))}
        </header>
        {bars(view)}
        <Session />
        {screen.view(view, Some(page))}
        {spoken(view)}
        <div id="told" class="sr" role="status" aria-atomic="false"></div>
        <div id="offline" hidden class="note"><p>{text!(lang, offline)}</p></div>
        <div id="away" hidden class="note"><p>{text!(lang, away)}</p></div>
        <Live />
        {(!view.hides(Part::Languages) && !view.hides(Part::Footer)).then(|| languages(view))}
        {embedded.then(|| view! { <Bridge /> })}
    };
    let body = body(view, page, inner.into_any());
    // Who has no script looks again until there is something to see.
    let again = (screen.step() == Step::Analysis).then(|| {
        view! { <noscript><meta http-equiv="refresh" content="2" /></noscript> }
    });
    shell(lang, Some((view, page)), again.into_any(), body)
}

/// A page of parts alone, one below the other.
pub(in crate::widget) fn parts(
    view: &SessionView,
    page: &PageContext,
    title: &'static str,
    parts: Vec<AnyView>,
) -> AnyView {
    let inner = view! {
        <h1 class="sr">{title}</h1>
        {parts.into_iter().map(|part| view! { <div class="fold">{part}</div> }).collect_view()}
        <div id="told" class="sr" role="status" aria-atomic="false"></div>
    };
    shell(view.lang, Some((view, page)), ().into_any(), body(view, page, inner.into_any()))
}

/// The element that carries what scripts need to know, around what is shown.
fn body(view: &SessionView, page: &PageContext, inner: AnyView) -> AnyView {
    let lang = view.lang;
    let nonce = page.nonce.clone();
    view! {
        <main
            id="widget"
            class="widget"
            data-base=view.base()
            data-query=view.query(&view.focus)
            data-now=view.now.unix_timestamp().to_string()
            data-exp=view.expires_at.unix_timestamp().to_string()
            data-origins=view.allowed_origins.join(" ")
            data-state=state_line(view)
            data-copied=text!(lang, copied)
            data-select=text!(lang, select)
            data-failed=text!(lang, check_failed)
            data-until=until(lang)
            data-close=text!(lang, close)
        >
            {inner}
        </main>
        {sheet()}
        <script nonce=nonce inner_html=SCRIPT.as_str()></script>
    }
    .into_any()
}

/// The page that says why there is no session.
pub(in crate::widget) fn no_session(why: NoSession, lang: Lang) -> AnyView {
    let (title, text) = words::no_session(why, lang);
    let body = view! {
        <main class="widget">
            <div class="lead"><h1>{title}</h1><p>{text}</p></div>
        </main>
    };
    shell(lang, None, ().into_any(), body.into_any())
}

fn shell(
    lang: Lang,
    page: Option<(&SessionView, &PageContext)>,
    head: AnyView,
    body: AnyView,
) -> AnyView {
    let theme = page.map(|(view, _)| theme(view));
    let style = page.map_or_else(
        || view! { <link rel="stylesheet" href="/pkg/app.css" /> }.into_any(),
        |(view, page)| with_page(view, page),
    );
    let own = page.and_then(|(view, _)| view.own_words()?.title.clone());
    let title = own.map_or_else(|| text!(lang, title), |own| own.to_string());
    let icon = page.and_then(|(view, _)| view.brand.icon.clone());
    let icon = icon.unwrap_or_else(|| "/favicon.ico".to_owned());
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag() dir=lang.dir() data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <meta name="color-scheme" content="light dark" />
                <title>{title}</title>
                <link rel="icon" href=icon />
                {style}
                {head}
            </head>
            <body>{body}</body>
        </html>
    }
    .into_any()
}

/// What a page brings along: its style, so that one round trip paints it, and the hint that fetches
/// its code meanwhile. A preloaded script needs the nonce as one that runs does; the module is
/// fetched by `connect-src`.
fn with_page(view: &SessionView, page: &PageContext) -> AnyView {
    let PageContext { nonce, assets, .. } = page;
    let [of_style, of_script] = [nonce.clone(), nonce.clone()];
    // Made of values that can't hold anything but what they name: there is nothing to escape.
    let own = Some(view.brand.branding.css()).filter(|css| !css.is_empty());
    let own = own.map(|css| view! { <style nonce=nonce.clone() inner_html=css></style> });
    view! {
        <style nonce=of_style inner_html=assets.style.as_str()></style>
        {own}
        <link rel="modulepreload" href=assets.script.as_str() nonce=of_script data-code />
        <link rel="preload" href=assets.module.as_str() r#as="fetch" r#type="application/wasm" crossorigin="anonymous" data-code />
    }
    .into_any()
}

/// The host page's word comes before the tenant's own.
const fn theme(view: &SessionView) -> &'static str {
    match (view.theme, view.brand.branding.colour_scheme) {
        (Theme::Light, _) | (Theme::Auto, ColourScheme::Light) => Theme::Light.as_str(),
        (Theme::Dark, _) | (Theme::Auto, ColourScheme::Dark) => Theme::Dark.as_str(),
        (Theme::Auto, ColourScheme::Auto) => Theme::Auto.as_str(),
    }
}

/// The tenant's logo, or the first letter of its name.
fn logo(view: &SessionView) -> AnyView {
    let Some(address) = view.brand.logo.clone() else {
        return view! { <span class="logo" aria-hidden="true">{initial(&view.tenant)}</span> }
            .into_any();
    };
    // Beside the name it says nothing new.
    let alone = if hides_name(view) { view.tenant.clone() } else { String::new() };
    let alt = view.brand.branding.logo_alt.as_ref().map_or(alone, ToString::to_string);
    view! { <img class="logo" src=address alt=alt /> }.into_any()
}

/// Without a logo the name is what tells whose page it is.
fn hides_name(view: &SessionView) -> bool {
    view.hides(Part::Name) && view.brand.logo.is_some()
}

/// Both bars of the session; its island lets one of them be seen, or none.
fn bars(view: &SessionView) -> impl IntoView + use<> {
    let lang = view.lang;
    let ending = say!(lang, session_ending, left = Piece::Slot(Slot::Left));
    // Where no page embeds this one, nobody hears the button.
    let way_on = match view.door {
        Door::Session => NoSession::Over,
        Door::Share => NoSession::LinkOver,
    };
    let (_, way_on) = words::no_session(way_on, lang);
    view! {
        <div class="bar ending">
            <span>{phrase(ending, lang)}</span>
        </div>
        <div class="bar ended">
            <p><span>{text!(lang, session_ended)}</span> <span class="alone">{way_on}</span></p>
            <button type="button" class="btn push" data-reopen>{text!(lang, open_again)}</button>
        </div>
    }
}

/// The same page in the other languages: plain links, each in its own.
fn languages(view: &SessionView) -> impl IntoView {
    let links = Lang::ALL.into_iter().map(|lang| {
        let current = (lang == view.lang).then_some("true");
        let href = format!("{}{}", view.base(), view.query_in(&view.focus, Some(lang)));
        view! {
            <li>
                <a class="link" href=href lang=lang.tag() dir=lang.dir() aria-current=current>
                    {lang.own_name()}
                </a>
            </li>
        }
    });
    view! {
        <details class="langs">
            <summary>{text!(view.lang, language)} ": " {view.lang.own_name()}</summary>
            <ul>{links.collect_view()}</ul>
        </details>
    }
}

/// How a moment and its distance are told, with `%1` and `%2` where the browser writes them.
fn until(lang: Lang) -> String {
    say!(lang, time_until, time = Phrase::from("%1"), distance = Phrase::from("%2")).to_string()
}

fn initial(name: &str) -> String {
    name.trim().chars().next().map_or_else(String::new, |first| first.to_uppercase().collect())
}
