//! Sending the records to whoever may add them: a link, and an e-mail that is written already.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::connection::Page;
use super::path_of;
use crate::backend::{Answer, Door, ShareLink};
use crate::widget::parts::card::copy_field;
use crate::widget::words::{Piece as Word, given, say, text};

/// The fold with its form; whoever came by a link has one to send on already.
pub(super) fn send(page: &Page<'_>) -> Option<AnyView> {
    let lang = page.lang;
    let made = match page.answer {
        Answer::Link(link) => Some(sent(page, link)),
        Answer::Nothing | Answer::Checked => None,
    };
    let is_open = made.is_some();
    (page.view.door == Door::Session).then(|| {
        let action = path_of(page.view, "/share", page.connection);
        view! {
            <details class="fold send" open=is_open>
                <summary>{text!(lang, send)}</summary>
                <p class="muted">{text!(lang, send_why)}</p>
                <form method="post" action=action data-check="sent">
                    <button class="btn" type="submit">{text!(lang, send_make)}</button>
                </form>
                <div id="sent" data-answer>{made}</div>
            </details>
        }
        .into_any()
    })
}

/// The link that was made, to copy or to send at once.
pub(super) fn sent(page: &Page<'_>, link: &ShareLink) -> AnyView {
    let lang = page.lang;
    let label = say!(lang, copy_text, text = Word::Text(link.url.clone())).to_string();
    view! {
        <p>{text!(lang, send_ready)}</p>
        {copy_field(label, link.url.clone(), "copy")}
        <p class="actions">
            <a class="btn" href=mail(page, &link.url) target="_blank" rel="noopener">
                {text!(lang, send_mail)}
            </a>
        </p>
    }
    .into_any()
}

/// A `mailto:` address with subject and body (RFC 6068 §2), to nobody yet.
fn mail(page: &Page<'_>, url: &str) -> String {
    let (lang, domain) = (page.lang, || given(&page.connection.display_hostname));
    let subject = say!(lang, mail_subject, domain = domain()).to_string();
    let mut body = say!(lang, mail_please, domain = domain()).to_string();
    body.push_str("\r\n\r\n");
    for record in &page.connection.records {
        let wanted = &record.wanted;
        // Writing to a string can't fail.
        let _ = write!(body, "{} {}\r\n{}\r\n\r\n", wanted.rtype, wanted.host, wanted.value);
    }
    let link = say!(lang, mail_link, link = Word::Text(url.to_owned()));
    body.push_str(&link.to_string());
    format!("mailto:?subject={}&body={}", escape(&subject), escape(&body))
}

/// Percent-encoded for a part of an address (RFC 3986 §2.1).
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}
