//! The document around a screen: head, marker, bars, and the script that the islands hang on.

use std::sync::LazyLock;

use leptos::prelude::*;

use super::Screen;
use crate::backend::{Assets, Brand, Door, Notice, NoticeView, PageContext, SessionView, Theme};
use crate::domain::branding::{ColourScheme, Part};
use crate::widget::flow::Step;
use crate::widget::islands::{Bridge, Live, Session};
use crate::widget::parts::icon::sheet;
use crate::widget::parts::line::steps;
use crate::widget::parts::phrase::phrase;
use crate::widget::render::{spoken, state_line};
use crate::widget::words::{self, Lang, Phrase, Piece, Slot, say, text};

/// The script that travels with every page.
static SCRIPT: LazyLock<String> = LazyLock::new(|| without_comments(include_str!("../page.js")));
/// The script of pages that say one thing.
static NOTICE: LazyLock<String> = LazyLock::new(|| without_comments(include_str!("../notice.js")));

fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The page of a session.
pub(in crate::widget) fn document(view: &SessionView, page: &PageContext) -> AnyView {
    let lang = view.lang;
    let screen = Screen::of(view);
    let embedded = view.door == Door::Session;
    let inner = view! {
        <header class="head">
            {whose(&view.brand, &view.tenant)}
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
    shell(&Dress::of(view, page), vec![again.into_any(), ahead(page)], body)
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
    shell(&Dress::of(view, page), vec![ahead(page)], body(view, page, inner.into_any()))
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
            data-colours=Dress::of(view, page).colours()
        >
            {inner}
        </main>
        {sheet()}
        <script nonce=nonce inner_html=SCRIPT.as_str()></script>
        // What the head waits for.
        <span id="end" hidden></span>
    }
    .into_any()
}

/// The page that says one thing.
pub(in crate::widget) fn notice(view: &NoticeView) -> AnyView {
    let NoticeView { why, lang, .. } = *view;
    let (title, text) = words::notice(why, lang);
    // What the embedding page is to know of it.
    let (tells, code) = match why {
        Notice::Over => (Some("token-expired"), None),
        Notice::Refused => (Some("error"), Some("token_refused")),
        Notice::NotFound
        | Notice::LinkOver
        | Notice::Unavailable
        | Notice::ConsentGiven
        | Notice::ConsentStopped
        | Notice::ConsentRefused
        | Notice::NoConsent => (None, None),
    };
    let shut = why.is_beside().then(|| {
        view! {
            <p class="actions">
                <button type="button" class="btn needs-script" data-shut>{text!(lang, close)}</button>
            </p>
        }
    });
    let head = view.tenant.as_ref().map(|tenant| {
        view! { <header class="head">{whose(&view.brand, tenant)}</header> }
    });
    let NoticeView { theme, brand, assets, nonce, .. } = view;
    let dress = Dress { lang, theme: *theme, brand, assets, nonce };
    let body = view! {
        <main
            id="widget"
            class="widget"
            data-origins=view.origins.join(" ")
            data-close=text!(lang, close)
            data-colours=dress.colours()
            data-tells=tells
            data-code=code
            data-connection=view.connection.clone()
            data-given=(why == Notice::ConsentGiven).then_some("")
        >
            {head}
            <div class="lead"><h1 tabindex="-1">{title}</h1><p>{text}</p></div>
            {shut}
        </main>
        <script nonce=view.nonce.clone() inner_html=NOTICE.as_str()></script>
    };
    shell(&dress, Vec::new(), body.into_any())
}

/// How a page looks, and in which language.
struct Dress<'a> {
    lang: Lang,
    theme: Theme,
    brand: &'a Brand,
    assets: &'static Assets,
    nonce: &'a str,
}

impl<'a> Dress<'a> {
    fn of(view: &'a SessionView, page: &'a PageContext) -> Self {
        let (brand, nonce) = (&view.brand, page.nonce.as_str());
        Self { lang: view.lang, theme: view.theme, brand, assets: page.assets, nonce }
    }

    /// The host page's word comes before the tenant's own.
    const fn scheme(&self) -> &'static str {
        match (self.theme, self.brand.branding.colour_scheme) {
            (Theme::Light, _) | (Theme::Auto, ColourScheme::Light) => Theme::Light.as_str(),
            (Theme::Dark, _) | (Theme::Auto, ColourScheme::Dark) => Theme::Dark.as_str(),
            (Theme::Auto, ColourScheme::Auto) => Theme::Auto.as_str(),
        }
    }

    /// What a dialog around the page wears, lest it look like another's: the scheme, the ground and
    /// the text.
    fn colours(&self) -> String {
        let [ground, text] = self.brand.branding.ground();
        format!("{} {ground} {text}", self.scheme())
    }

    /// A page brings its style along, so that one round trip paints it.
    fn style(&self) -> AnyView {
        // Made of values that can't hold anything but what they name: there is nothing to escape.
        let own = Some(self.brand.branding.css()).filter(|css| !css.is_empty());
        let of_own = self.nonce.to_owned();
        let own = own.map(|css| view! { <style nonce=of_own inner_html=css></style> });
        view! {
            <style nonce=self.nonce.to_owned() inner_html=self.assets.style.as_str()></style>
            {own}
        }
        .into_any()
    }
}

fn shell(dress: &Dress<'_>, head: Vec<AnyView>, body: AnyView) -> AnyView {
    let Dress { lang, brand, .. } = *dress;
    let own = brand.branding.texts(lang.tag()).and_then(|own| own.title.as_ref());
    let title = own.map_or_else(|| text!(lang, title), ToString::to_string);
    let icon = brand.icon.clone().unwrap_or_else(|| "/favicon.ico".to_owned());
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag() dir=lang.dir() data-theme=dress.scheme()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <meta name="color-scheme" content="light dark" />
                <title>{title}</title>
                <link rel="icon" href=icon />
                {dress.style()}
                {head}
            </head>
            <body>{body}</body>
        </html>
    }
    .into_any()
}

/// The hint that fetches a page's code while it is read. A preloaded script needs the nonce as one
/// that runs does; the module is fetched by `connect-src`.
fn ahead(page: &PageContext) -> AnyView {
    let PageContext { nonce, assets, .. } = page;
    view! {
        // Painted once the page's script has run, which is in the same flight: nothing jumps.
        <link rel="expect" href="#end" blocking="render" />
        <link rel="modulepreload" href=assets.script.as_str() nonce=nonce.clone() data-code />
        <link rel="preload" href=assets.module.as_str() r#as="fetch" r#type="application/wasm" crossorigin="anonymous" data-code />
    }
    .into_any()
}

/// Whose page it is: the logo, or the first letter of the name, and the name.
fn whose(brand: &Brand, tenant: &str) -> AnyView {
    // Without a logo the name is what tells it.
    let hides_name = brand.branding.hides(Part::Name) && brand.logo.is_some();
    let logo = match brand.logo.clone() {
        None => view! { <span class="logo" aria-hidden="true">{initial(tenant)}</span> }.into_any(),
        Some(address) => {
            // Beside the name it says nothing new.
            let alone = if hides_name { tenant.to_owned() } else { String::new() };
            let alt = brand.branding.logo_alt.as_ref().map_or(alone, ToString::to_string);
            view! { <img class="logo" src=address alt=alt /> }.into_any()
        }
    };
    let name = (!hides_name).then(|| view! { <span class="name">{tenant.to_owned()}</span> });
    view! { {logo} {name} }.into_any()
}

/// Both bars of the session; its island lets one of them be seen, or none.
fn bars(view: &SessionView) -> impl IntoView + use<> {
    let lang = view.lang;
    let ending = say!(lang, session_ending, left = Piece::Slot(Slot::Left));
    // Where no page embeds this one, nobody hears the button.
    let (_, way_on) = words::notice(Notice::Over, lang);
    let (link_over, new_link) = words::notice(Notice::LinkOver, lang);
    let ended = match view.door {
        Door::Session => view! {
            <span>{text!(lang, session_ended)}</span> " " <span class="alone">{way_on}</span>
        }
        .into_any(),
        Door::Share => view! { <b>{link_over}</b> " " {new_link} }.into_any(),
    };
    view! {
        <div class="bar ending">
            <span>{phrase(ending, lang)}</span>
        </div>
        <div class="bar ended">
            <p>{ended}</p>
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
