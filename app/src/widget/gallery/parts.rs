//! Parts of the pages by themselves, each in all of its states.

use leptos::prelude::*;

use super::seen::{each_answer, finding};
use super::states;
use super::{Error, NOW};
use crate::backend::{ConnectionView, SessionView};
use crate::domain::connection::State;
use crate::domain::diagnosis::RecordStatus;
use crate::domain::finding::{Cause, Finding, Severity};
use crate::domain::name::OwnerName;
use crate::widget::flow::Step;
use crate::widget::pages::{last_steps, pieces};
use crate::widget::parts::card::{copy_field, evidence_item, point_card};
use crate::widget::parts::line;
use crate::widget::parts::phrase::phrase;
use crate::widget::parts::pill::{record_pill, state_pill};
use crate::widget::standing::Standing;
use crate::widget::words::{self, Phrase, Piece, WordsContext, say, text};

/// A part in its states.
pub(super) type Made = fn(&SessionView) -> Result<Vec<AnyView>, Error>;

/// Every part, by the name of its page.
pub(super) const PARTS: [(&str, Made); 14] = [
    ("part-steps", steps),
    ("part-looks", looks),
    ("part-axes", axes),
    ("part-statuses", statuses),
    ("part-cards", cards),
    ("part-findings", findings),
    ("part-told", told),
    ("part-evidence", evidence),
    ("part-answers", answers),
    ("part-clear", clear),
    ("part-host", host),
    ("part-servers", servers),
    ("part-buttons", buttons),
    ("part-times", times),
];

#[expect(clippy::unnecessary_wraps, reason = "as those that are made of states")]
fn steps(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    let steps = [Step::Domain, Step::Records, Step::Live];
    Ok(steps.map(|step| line::steps(step, view.lang)).into())
}

/// What the first look has come to, for the moment before the records.
fn looks(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    let looked = [states::analysed()?, states::clean()?, states::unknown()?, states::not_found()?];
    let said = looked.map(|connection| {
        let connection = ConnectionView { last_checked_at: Some(NOW), ..connection };
        last_steps(view, &connection)
    });
    Ok(said.into())
}

fn axes(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    use states::{drifted, issuing, live, progress, stalled, waiting};
    let all = [waiting()?, progress()?, issuing()?, live()?, drifted()?, stalled()?];
    Ok(all.iter().map(|connection| line::axes(connection, view.lang)).collect())
}

fn statuses(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    use RecordStatus::{Mismatched, Missing, Propagated, Published};
    let connection = states::waiting()?;
    let to = context(view, &connection);
    let records = [Missing, Mismatched, Published, Propagated].map(|status| {
        let word = phrase(words::record_status(status, &to), view.lang);
        record_pill(status, word).into_any()
    });
    let states = State::ALL
        .into_iter()
        .map(|state| state_pill(state, words::state_name(state, view.lang)).into_any());
    Ok(records.into_iter().chain(states).collect())
}

fn cards(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    let mut cards = named(view, &states::statuses()?, "r");
    cards.extend(named(view, &states::slip()?, "r"));
    let cards = cards.into_iter().map(|card| view! { <ul class="records">{card}</ul> }.into_any());
    Ok(cards.collect())
}

fn findings(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    let connection = states::progress()?;
    let to = context(view, &connection);
    let finding = connection.findings.first().cloned();
    let severities = [Severity::Blocking, Severity::Warning, Severity::Info];
    let weighed = finding
        .into_iter()
        .flat_map(|finding| severities.map(|severity| Finding { severity, ..finding.clone() }));
    Ok(weighed.map(|finding| point_card(&finding, &to)).collect())
}

/// What a record's own card says already, or what its type or the lack of a known host changes.
fn told(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    let unknown = ConnectionView { provider: None, ..states::waiting()? };
    let about = states::reference(&unknown, 1)?;
    let name = about.host.clone();
    let apex: OwnerName = "acme.com".parse()?;
    let causes = [
        Cause::OwnershipMissing { name: name.clone() },
        Cause::RoutingMissing { name: name.clone() },
        Cause::CnameAtApex { name: apex, target: "edge.northwind.example".parse()? },
        Cause::EditedElsewhere {
            name,
            found_at: vec!["ns1.host.net".to_owned()],
            in_charge: vec!["ns1.newhost.net".to_owned()],
        },
    ];
    let to = context(view, &unknown);
    let found = causes.map(|cause| finding(cause, Some(about.clone())));
    Ok(found.iter().map(|finding| point_card(finding, &to)).collect())
}

fn evidence(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    let seen = each_answer()?;
    let items = seen.iter().map(|evidence| evidence_item(evidence, view.lang));
    Ok(vec![view! { <ul class="evidence">{items.collect_view()}</ul> }.into_any()])
}

/// What "Check now" comes to.
fn answers(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    use states::{all_found, archived, issuing, live, slip, to_go, waiting};
    let all = [waiting()?, slip()?, to_go()?, all_found()?, issuing()?, live()?, archived(None)?];
    let said = all.iter().map(|connection| {
        let to = context(view, connection);
        let answer = words::check_answer(connection, Standing::of(connection), &to);
        view! { <p>{phrase(answer, view.lang)}</p> }.into_any()
    });
    Ok(said.collect())
}

fn clear(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    Ok(named(view, &states::clearing()?, "clear"))
}

fn host(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    let mut hosts = named(view, &states::waiting()?, "host");
    hosts.extend(named(view, &states::apex()?, "host"));
    Ok(hosts)
}

fn servers(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    Ok(named(view, &states::progress()?, "seen"))
}

#[expect(clippy::unnecessary_wraps, reason = "as those that are made of states")]
fn buttons(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    let lang = view.lang;
    let buttons = ["btn", "btn primary", "btn quiet", "btn danger", "link"];
    let buttons = buttons.map(|class| {
        let button = view! { <button type="button" class=class>{text!(lang, go_on)}</button> };
        view! { <p class="tools">{button}</p> }.into_any()
    });
    let label = say!(lang, copy_value, text = Piece::Text("203.0.113.10".to_owned())).to_string();
    let field = copy_field(label, "203.0.113.10".to_owned(), "copy").into_any();
    let chip = Phrase(vec![Piece::Copy("203.0.113.10".to_owned())]);
    let chip = view! { <p>{phrase(chip, lang)}</p> }.into_any();
    Ok(buttons.into_iter().chain([field, chip]).collect())
}

#[expect(clippy::unnecessary_wraps, reason = "as those that are made of states")]
fn times(view: &SessionView) -> Result<Vec<AnyView>, Error> {
    let ago = NOW - time::Duration::minutes(3);
    let until = NOW + time::Duration::minutes(6);
    let times = [Piece::At(NOW), Piece::On(NOW), Piece::Until(until), Piece::Ago(ago)];
    Ok(times.map(|time| view! { <p>{phrase(time.into(), view.lang)}</p> }.into_any()).into())
}

/// The pieces of a connection's page whose ids begin so.
fn named(view: &SessionView, connection: &ConnectionView, id: &str) -> Vec<AnyView> {
    let pieces = pieces(view, connection).into_iter();
    pieces.filter(|(name, _)| name.starts_with(id)).map(|(_, piece)| piece).collect()
}

fn context<'a>(view: &'a SessionView, connection: &'a ConnectionView) -> WordsContext<'a> {
    WordsContext::of(connection, &view.tenant, view.lang)
}
