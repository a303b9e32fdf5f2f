//! The cards of what is to be deleted.

use leptos::prelude::*;

use super::card::{copy_field, finding_box, label_of};
use super::icon::{Icon, icon};
use super::phrase::phrase;
use crate::backend::ConnectionView;
use crate::domain::record::RecordType;
use crate::widget::clearing::{Clearing, clearings};
use crate::widget::words::{self, Piece, WordsContext, say, text};

/// All of them; empty where nothing is to go.
pub(crate) fn clear(connection: &ConnectionView, to: &WordsContext<'_>) -> AnyView {
    let clearings = clearings(connection);
    // Where mail must go, no card says that it stays.
    let mail_stays = !clearings.iter().any(|clearing| clearing.mail);
    let cards = clearings.iter().map(|clearing| card(clearing, mail_stays, to));
    view! { <ul id="clear" class="clear">{cards.collect_view()}</ul> }.into_any()
}

/// One card: what to look for, why it goes, and what becomes of mail.
fn card(clearing: &Clearing<'_>, mail_stays: bool, to: &WordsContext<'_>) -> impl IntoView + use<> {
    let lang = to.lang;
    let mut told = words::told(clearing.finding, to);
    if clearing.makes_room() {
        told.fix = words::delete_addresses(&clearing.values, to);
    }
    let heading = view! { <h2 class="why">{phrase(told.title.clone(), lang)}</h2> };
    let types =
        clearing.types.iter().map(|rtype| view! { <span class="type">{rtype.clone()}</span> });
    let types = types.collect_view();
    let class = if clearing.blocks() { "pill bad" } else { "pill warn" };
    let (name_label, _) = to.fields(RecordType::A);
    let name = to.entered(clearing.host).map(str::to_owned).map_or_else(
        || view! { <p class="empty">{text!(lang, no_name)}</p> }.into_any(),
        |name| {
            let label = say!(lang, copy_name, text = Piece::Text(name.clone()));
            copy_field(label.to_string(), name, "copy").into_any()
        },
    );
    let values = (!clearing.values.is_empty()).then(|| {
        let values = clearing.values.iter().map(|value| {
            let label = say!(lang, copy_value, text = Piece::Text(value.clone()));
            copy_field(label.to_string(), value.clone(), "copy")
        });
        let values = values.collect_view();
        view! { <dt>{text!(lang, field_value)}</dt> <dd>{values}</dd> }
    });
    let mail = mail_stays.then(|| view! { <p class="mail">{text!(lang, clear_mail)}</p> });
    view! {
        <li class="record" data-key=clearing.finding.cause.code()>
            <div class="top">
                {types}
                {heading}
                <span class=class>{icon(Icon::Bang)}{text!(lang, clear_pill)}</span>
            </div>
            <dl class="fields">{label_of(name_label)} <dd>{name}</dd> {values}</dl>
            {finding_box(clearing.finding, ().into_any(), told, to)}
            {mail}
        </li>
    }
}
