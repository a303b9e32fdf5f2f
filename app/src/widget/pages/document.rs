//! The document around a screen: head, marker, bars, and the script that the islands hang on.

use std::sync::LazyLock;

use leptos::prelude::*;

use super::Screen;
use crate::backend::{Door, NoSession, PageContext, SessionView};
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
    let nonce = page.nonce.clone();
    let embedded = view.door == Door::Session;
    let body = view! {
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
        >
            <header class="head">
                <span class="logo" aria-hidden="true">{initial(&view.tenant)}</span>
                <span class="name">{view.tenant.clone()}</span>
                {steps(screen.step(), lang)}
            </header>
            {bars(lang)}
            <Session />
            {screen.view(view, Some(page))}
            {spoken(view)}
            <p id="told" class="sr" role="status"></p>
            <div id="away" class="note" hidden><p role="status">{text!(lang, offline)}</p></div>
            <Live />
            {languages(view)}
            {embedded.then(|| view! { <Bridge /> })}
        </main>
        {sheet()}
        <script nonce=nonce inner_html=SCRIPT.as_str()></script>
    };
    // Who has no script looks again until there is something to see.
    let again = (screen.step() == Step::Analysis).then(|| {
        view! { <noscript><meta http-equiv="refresh" content="2" /></noscript> }
    });
    shell(lang, Some(page), again.into_any(), body.into_any())
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

fn shell(lang: Lang, page: Option<&PageContext>, head: AnyView, body: AnyView) -> AnyView {
    let theme = page.map(|page| page.theme.as_str());
    let style = page.map_or_else(
        || view! { <link rel="stylesheet" href="/pkg/app.css" /> }.into_any(),
        with_page,
    );
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag() dir=lang.dir() data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <meta name="color-scheme" content="light dark" />
                <title>{text!(lang, title)}</title>
                <link rel="icon" href="/favicon.ico" />
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
fn with_page(page: &PageContext) -> AnyView {
    let PageContext { nonce, assets, .. } = page;
    let [of_style, of_script] = [nonce.clone(), nonce.clone()];
    view! {
        <style nonce=of_style inner_html=assets.style.as_str()></style>
        <link rel="modulepreload" href=assets.script.as_str() nonce=of_script data-code />
        <link rel="preload" href=assets.module.as_str() r#as="fetch" r#type="application/wasm" crossorigin="anonymous" data-code />
    }
    .into_any()
}

/// Both bars of the session; its island lets one of them be seen, or none.
fn bars(lang: Lang) -> impl IntoView {
    let ending = say!(lang, session_ending, left = Piece::Slot(Slot::Left));
    view! {
        <div class="bar ending">
            <span>{phrase(ending, lang)}</span>
        </div>
        <div class="bar ended">
            <span>{text!(lang, session_ended)}</span>
            <button type="button" class="btn push" data-reopen>{text!(lang, open_again)}</button>
        </div>
    }
}

/// The same page in the other languages: plain links, each in its own.
fn languages(view: &SessionView) -> impl IntoView {
    let links = Lang::ALL.into_iter().map(|lang| {
        let current = (lang == view.lang).then_some("true");
        let href = format!("{}{}", view.base(), view.focus.to_query_in(Some(lang)));
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
