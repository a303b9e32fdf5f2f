//! One connection: its records and what became of them, or that it is live.

use leptos::prelude::*;

use super::analysis::{analysis, steps};
use super::pair::pair;
use super::send::{escape, send, sent};
use super::{below, help_link, may_add, path, path_of};
use crate::backend::{Answer, ConnectionView, Door, Focus, RecordView, SessionView, ShareLink};
use crate::domain::branding::Part;
use crate::domain::connection::State;
use crate::widget::flow::Step;
use crate::widget::parts::card::{point_card, record_card};
use crate::widget::parts::clear::clear;
use crate::widget::parts::icon::{Icon, icon};
use crate::widget::parts::line::axes;
use crate::widget::parts::phrase::phrase;
use crate::widget::parts::seen::seen;
use crate::widget::render::zone_file;
use crate::widget::standing::{Standing, zone_findings};
use crate::widget::words::{self, Lang, Phrase, Piece as Word, WordsContext, given, say, text};

/// A part that can be replaced by itself.
pub(in crate::widget) type Piece = (String, AnyView);

pub(super) struct Page<'a> {
    pub(super) view: &'a SessionView,
    pub(super) connection: &'a ConnectionView,
    pub(super) standing: Standing,
    pub(super) lang: Lang,
    pub(super) to: WordsContext<'a>,
    /// What a form has led to.
    pub(super) answer: &'a Answer,
}

impl<'a> Page<'a> {
    fn new(view: &'a SessionView, connection: &'a ConnectionView) -> Self {
        let lang = view.lang;
        Self {
            view,
            connection,
            standing: Standing::of(connection),
            lang,
            to: WordsContext::of(connection, &view.tenant, lang),
            answer: &Answer::Nothing,
        }
    }

    fn is_first_look(&self) -> bool {
        step(self.connection) == Step::Analysis
    }
}

/// Where a connection stands.
pub(super) fn step(connection: &ConnectionView) -> Step {
    let looked = connection.last_checked_at.is_some();
    Step::of(connection.state, looked, Standing::of(connection).found())
}

/// The whole screen.
pub(super) fn connection(
    view: &SessionView,
    connection: &ConnectionView,
    answer: &Answer,
) -> AnyView {
    let page = Page { answer, ..Page::new(view, connection) };
    if page.is_first_look() {
        return analysis(&page);
    }
    match connection.state {
        State::Live => live(&page),
        State::Failed | State::Archived => ended(&page),
        State::Created
        | State::PendingOwnership
        | State::Verifying
        | State::Verified
        | State::Propagating
        | State::IssuingCert
        | State::Drifted
        | State::Stalled => records(&page),
    }
}

/// The parts of the screen that change while it stays the same screen.
pub(in crate::widget) fn pieces(view: &SessionView, connection: &ConnectionView) -> Vec<Piece> {
    let page = Page::new(view, connection);
    if page.is_first_look() {
        return vec![("analysis".to_owned(), steps(&page)), ("look".to_owned(), look(&page))];
    }
    let mut pieces = vec![
        ("lead".to_owned(), lead(&page)),
        ("points".to_owned(), points(&page)),
        ("clear".to_owned(), clear(connection, &page.to)),
    ];
    for (number, record) in (1..).zip(&connection.records) {
        pieces.push((format!("r{number}"), record_card(connection, number, record, &page.to)));
    }
    pieces.push(("tools".to_owned(), tools(&page)));
    if !connection.state.is_final() {
        pieces.push(("line".to_owned(), axes(connection, page.lang)));
        pieces.push(("pair".to_owned(), pair(&page)));
    }
    if !connection.state.is_final() && connection.state != State::Live {
        pieces.push(("consent".to_owned(), consent(&page)));
        pieces.push(("host".to_owned(), host(&page)));
        if !view.hides(Part::Visible) {
            pieces.push(("seen".to_owned(), seen(connection, page.lang)));
        }
        pieces.push(("look".to_owned(), look(&page)));
    }
    pieces
}

/// The first look's last word, which stands for a moment before the records.
pub(in crate::widget) fn last_steps(view: &SessionView, connection: &ConnectionView) -> AnyView {
    steps(&Page::new(view, connection))
}

/// A link that was made, to stand in the fold that it was made from.
pub(in crate::widget) fn link(
    view: &SessionView,
    connection: &ConnectionView,
    link: &ShareLink,
) -> AnyView {
    sent(&Page::new(view, connection), link)
}

/// What "Check now" says.
pub(in crate::widget) fn answer(view: &SessionView, connection: &ConnectionView) -> AnyView {
    let page = Page::new(view, connection);
    let answer = words::check_answer(connection, page.standing, &page.to);
    view! { {phrase(answer, page.lang)} }.into_any()
}

/// What "Check now" says while the servers are being asked.
pub(in crate::widget) fn running(view: &SessionView, connection: &ConnectionView) -> AnyView {
    let lang = view.lang;
    let running = words::check_running(connection, lang);
    view! { <span data-running>{phrase(running, lang)}</span> }.into_any()
}

fn records(page: &Page<'_>) -> AnyView {
    let Page { connection, lang, .. } = *page;
    view! {
        {back(page)}
        {lead(page)}
        {axes(connection, page.lang)}
        {points(page)}
        {consent(page)}
        {host(page)}
        {clear(connection, &page.to)}
        {cards(page)}
        {tools(page)}
        {pair(page)}
        {how_to(page)}
        {glossary(page)}
        {send(page)}
        {(!page.view.hides(Part::Visible)).then(|| seen(connection, page.lang))}
        {remove(page)}
        {foot(page)}
        <p class="leave">{phrase(say!(lang, leave, tenant = given(&page.view.tenant)), lang)}</p>
        {another(page, "link").map(|link| view! { <p class="next">{link}</p> })}
        {(!page.view.hides(Part::Footer)).then(|| view! { <p class="no-script">{text!(lang, no_script)}</p> })}
    }
    .into_any()
}

fn live(page: &Page<'_>) -> AnyView {
    let Page { view, connection, lang, .. } = *page;
    let href = format!("https://{}/", connection.hostname);
    let open = say!(lang, open_domain, domain = given(&connection.display_hostname));
    let open = phrase(open, lang);
    let own = view.own_words().and_then(|own| own.kept.as_ref());
    let kept = own.map_or_else(
        || say!(lang, kept, tenant = given(&view.tenant)),
        |own| Phrase::from(own.as_str()),
    );
    let kept = phrase(kept, lang);
    let done = view.own_words().and_then(|own| own.done.as_ref());
    let done = done.map_or_else(|| text!(lang, done), ToString::to_string);
    let wildcard = connection.hostname.is_wildcard();
    // Whoever came by a link closes the window.
    let embedded = view.door == Door::Session;
    view! {
        {back(page)}
        <div class="done-mark">{icon(Icon::Tick)}</div>
        {lead(page)}
        <p class="actions">
            {(!wildcard).then(|| view! {
                <a class="btn primary" href=href target="_blank" rel="noopener noreferrer">
                    {open} <span aria-hidden="true">" ↗"</span>
                </a>
            })}
            {embedded.then(|| view! {
                <button type="button" class="btn needs-script" data-done>{done}</button>
            })}
            {another(page, "btn quiet")}
        </p>
        {axes(connection, page.lang)}
        {points(page)}
        {clear(connection, &page.to)}
        {pair(page)}
        <details class="fold"><summary>{text!(lang, records_kept)}</summary>{cards(page)}{tools(page)}</details>
        {remove(page)}
        {(!view.hides(Part::Footer)).then(|| view! {
            <footer class="foot"><span>{kept}</span>{help_link(view, "link push")}</footer>
        })}
    }
    .into_any()
}

fn ended(page: &Page<'_>) -> AnyView {
    let lang = page.lang;
    view! {
        {back(page)}
        {lead(page)}
        {points(page)}
        {clear(page.connection, &page.to)}
        <p class="actions">{another(page, "btn")}</p>
        {again(page)}
        <details class="fold ended">
            <summary>{text!(lang, records_ended)}</summary>
            {cards(page)}
            {tools(page)}
        </details>
        {(!page.view.hides(Part::Footer)).then(|| view! { <footer class="foot">{help_link(page.view, "link push")}</footer> })}
    }
    .into_any()
}

fn lead(page: &Page<'_>) -> AnyView {
    let Page { connection, standing, lang, ref to, .. } = *page;
    let (title, mut why) = words::lead(connection, standing, to);
    let axes = connection.progress.axes;
    if connection.state == State::Live {
        let since = connection.progress.first_live_at.unwrap_or(axes.serving.since);
        why = words::live_lead(connection, since, lang);
    }
    let why = (!why.is_empty()).then(|| view! { <p>{phrase(why, lang)}</p> });
    view! { <div id="lead" class="lead"><h1 tabindex="-1">{phrase(title, lang)}</h1>{why}</div> }
        .into_any()
}

fn points(page: &Page<'_>) -> AnyView {
    let cards = zone_findings(page.connection).map(|finding| point_card(finding, &page.to));
    view! { <div id="points">{cards.collect_view()}</div> }.into_any()
}

/// The way to have the records added, where the DNS host does that for a customer who agrees.
fn consent(page: &Page<'_>) -> AnyView {
    let Page { view, connection, lang, standing, ref to, .. } = *page;
    let is_open = view.door == Door::Session && standing.found() < standing.wanted;
    let place = connection.consent.as_ref().filter(|_| is_open);
    let offer = place.map(|place| {
        let (why, open) = words::consent(place, to);
        view! {
            <p>{phrase(why, lang)}</p>
            <a class="btn primary" href=path_of(view, "/consent", connection) target="_blank" rel="noopener" data-consent>
                {phrase(open, lang)} <span aria-hidden="true">" ↗"</span>
            </a>
        }
    });
    view! { <div id="consent" class="host">{offer}</div> }.into_any()
}

fn host(page: &Page<'_>) -> AnyView {
    let Page { connection, lang, ref to, .. } = *page;
    let console = to.provider.and_then(|it| Some((it.name, it.console_of(to.zone)?)));
    let open = console.map(|(name, href)| {
        let open = say!(lang, open_host, host = given(name.trim_end_matches(" DNS")));
        let open = phrase(open, lang);
        view! {
            <a class="btn push" href=href target="_blank" rel="noopener noreferrer">
                {open} <span aria-hidden="true">" ↗"</span>
            </a>
        }
    });
    let elsewhere = to.provider.map(|_| {
        view! { <details><summary>{text!(lang, elsewhere)}</summary><p>{text!(lang, elsewhere_why)}</p></details> }
    });
    let banner = words::host_banner(connection, to);
    view! {
        <div id="host" class="host">
            <span>{phrase(banner, lang)}</span>
            {elsewhere}
            {open}
        </div>
    }
    .into_any()
}

pub(super) fn cards(page: &Page<'_>) -> AnyView {
    let Page { connection, to, lang, .. } = page;
    let lang = *lang;
    let is_short =
        |record: &RecordView| to.entered(&record.wanted.host) != Some(record.wanted.host.as_str());
    // A box that the style sheet looks at: it works before any code, and without.
    let switch = to.zone.filter(|_| connection.records.iter().any(is_short)).map(|zone| {
        let why = phrase(say!(lang, full_names_why, zone = given(zone)), lang);
        view! {
            <label class="names">
                <input type="checkbox" id="full" />
                <span>{text!(lang, full_names)} " " <small>{why}</small></span>
            </label>
        }
    });
    let cards = (1..)
        .zip(&connection.records)
        .map(|(number, record)| record_card(connection, number, record, to));
    view! { {switch} <ol class="records">{cards.collect_view()}</ol> }.into_any()
}

pub(super) fn tools(page: &Page<'_>) -> AnyView {
    let Page { connection, lang, ref to, .. } = *page;
    let all = |full: bool| {
        let lines = connection.records.iter().map(|record| {
            let wanted = &record.wanted;
            let name = if full { Some(wanted.host.as_str()) } else { to.entered(&wanted.host) };
            let name = name.map_or_else(|| text!(lang, no_name), str::to_owned);
            format!("{}\t{name}\t{}", wanted.rtype, to.entered_value(wanted))
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let file = format!("{}.zone", connection.hostname.as_str().replace('*', "_"));
    let href = format!("data:text/plain;charset=utf-8,{}", escape(&zone_file(connection)));
    let copy = |all: String, class: &'static str| {
        view! { <button type="button" class=class data-copy=all>{text!(lang, copy_all)}</button> }
    };
    let (short, full) = (all(false), all(true));
    let whole = (short != full).then(|| copy(full, "link full"));
    let class = if whole.is_some() { "link short" } else { "link" };
    view! {
        <p id="tools" class="tools">
            {copy(short, class)}
            {whole}
            {(!page.view.hides(Part::ZoneFile)).then(|| view! {
                <a class="link" href=href download=file>{text!(lang, zone_file)}</a>
            })}
            <button type="button" class="link needs-script" data-print>{text!(lang, print)}</button>
        </p>
    }
    .into_any()
}

fn how_to(page: &Page<'_>) -> AnyView {
    let Page { lang, ref to, .. } = *page;
    if page.view.hides(Part::HowTo) {
        return ().into_any();
    }
    let title = to.provider.map_or_else(
        || say!(lang, how_to_any),
        |provider| say!(lang, how_to, host = given(provider.name)),
    );
    let steps = words::how_to(to).into_iter();
    let steps = steps.map(|step| view! { <li>{phrase(step, lang)}</li> }).collect_view();
    view! {
        <details class="fold">
            <summary>{phrase(title, lang)}</summary>
            <ol class="how">{steps}</ol>
        </details>
    }
    .into_any()
}

/// What the words mean that can't be done without.
fn glossary(page: &Page<'_>) -> Option<AnyView> {
    (!page.view.hides(Part::HowTo)).then(|| {
        let words = words::glossary(page.lang)
            .map(|(word, meaning)| view! { <dt>{word}</dt> <dd>{meaning}</dd> });
        view! {
            <details class="fold">
                <summary>{text!(page.lang, words)}</summary>
                <dl class="words">{words.collect_view()}</dl>
            </details>
        }
        .into_any()
    })
}

fn look(page: &Page<'_>) -> AnyView {
    let Page { connection, lang, .. } = *page;
    let look = match connection.last_checked_at {
        Some(at) => say!(lang, last_look, at = Word::Ago(at)),
        None => say!(lang, looking),
    };
    view! { <span id="look">{phrase(look, lang)}</span> }.into_any()
}

/// When the last look was, the button for another, and who helps.
pub(super) fn foot(page: &Page<'_>) -> Option<AnyView> {
    (!page.view.hides(Part::Footer)).then(|| {
        view! { <footer class="foot">{look(page)}{check(page)}{help_link(page.view, "link push")}</footer> }
            .into_any()
    })
}

/// The button for the impatient, and below it what it says.
fn check(page: &Page<'_>) -> AnyView {
    let Page { view, connection, lang, .. } = *page;
    let action = path_of(view, "/check", connection);
    let said = match page.answer {
        Answer::Checked => Some(answer(view, connection)),
        Answer::Nothing | Answer::Link(_) => None,
    };
    view! {
        <form class="check" method="post" action=action data-check="answer">
            <button class="link" type="submit">{text!(lang, check_now)}</button>
            <span class="asking">{text!(lang, check_running)}</span>
        </form>
        <p id="answer" data-answer>{said}</p>
    }
    .into_any()
}

pub(super) fn back(page: &Page<'_>) -> Option<AnyView> {
    let Page { view, lang, .. } = *page;
    let several = 1 < view.connections.len();
    several.then(|| {
        view! { <p class="back"><a class="link" href=path(view, &Focus::Auto)>{text!(lang, all_domains)}</a></p> }
            .into_any()
    })
}

fn another(page: &Page<'_>, class: &'static str) -> Option<AnyView> {
    let Page { view, lang, .. } = *page;
    may_add(view).then(|| {
        view! { <a class=class href=path(view, &Focus::New)>{text!(lang, another)}</a> }.into_any()
    })
}

/// For a visit that is for one name: the way to begin anew.
fn again(page: &Page<'_>) -> Option<AnyView> {
    let domain = page.view.scope.domain.as_ref().filter(|_| page.view.door == Door::Session)?;
    let form = view! {
        <form class="actions" method="post" action=below(page.view, "/connections")>
            <input type="hidden" name="domain" value=domain.to_string() />
            <button class="btn" type="submit">{text!(page.lang, again)}</button>
        </form>
    };
    Some(form.into_any())
}

fn remove(page: &Page<'_>) -> Option<AnyView> {
    let Page { view, connection, lang, .. } = *page;
    view.may_delete.then(|| {
        let action = path_of(view, "/delete", connection);
        view! {
            <details class="fold">
                <summary>{text!(lang, remove)}</summary>
                <form class="remove" method="post" action=action>
                    <p>{text!(lang, remove_why)}</p>
                    <button class="btn danger" type="submit">{text!(lang, remove_now)}</button>
                </form>
            </details>
        }
        .into_any()
    })
}
