//! The report for a person: the name, its records, what is to be said of them, what was seen.

use std::fmt;

use app::domain::diagnosis::{ObservedRecord, SeenBy};
use app::domain::finding::{Finding, Severity};
use app::domain::observation::ServerKind;
use app::widget::words::{self, Phrase, Piece, Shown, Told};
use time::macros::format_description;

use super::Seen;
use crate::cli::terminal::{Ink, Span, Terminal};

/// What was seen, as a terminal shows it.
pub(super) struct Report<'a> {
    pub(super) seen: &'a Seen,
    pub(super) terminal: Terminal,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.header(f)?;
        for record in &self.seen.records {
            self.record(f, record)?;
        }
        for finding in &self.seen.findings {
            self.finding(f, finding)?;
        }
        self.end(f)
    }
}

impl Report<'_> {
    fn line(&self, f: &mut fmt::Formatter<'_>, head: &str, text: &str) -> fmt::Result {
        self.terminal.write(f, &(Ink::Faint, head.to_owned()), &[(Ink::Plain, text.to_owned())])
    }

    fn header(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Seen { display, expectation, observation, provider, .. } = self.seen;
        let nothing = (Ink::Plain, String::new());
        self.terminal.write(f, &nothing, &[(Ink::Strong, display.clone())])?;
        if expectation.hostname.as_str() != display {
            self.line(f, "  in the DNS    ", expectation.hostname.as_str())?;
        }
        if let Some(zone) = observation.delegation.zone() {
            let servers: Vec<&str> = zone.servers.iter().map(|it| it.name.as_str()).collect();
            self.line(f, "  zone          ", &zone.apex.to_string())?;
            self.line(f, "  DNS host      ", provider.map_or("not known", |host| host.name))?;
            self.line(f, "  name servers  ", &servers.join(" "))?;
        }
        let form = format_description!("[year]-[month]-[day] [hour]:[minute]:[second] UTC");
        let at = observation.observed_at.format(form).map_err(|_| fmt::Error)?;
        self.line(f, "  looked at     ", &at)
    }

    fn record(&self, f: &mut fmt::Formatter<'_>, observed: &ObservedRecord) -> fmt::Result {
        let words = self.seen.words();
        let record = &observed.record;
        let status = words::record_status(observed.status, &words).to_string();
        let ink = if observed.propagated { Ink::Good } else { Ink::Odd };
        let name = record.host.to_string();
        writeln!(f)?;
        self.terminal.write(
            f,
            &(Ink::Strong, format!("{:<6}", record.rtype.as_str())),
            &[(Ink::Strong, name), (Ink::Faint, " · ".to_owned()), (ink, status)],
        )?;
        self.line(f, "      expected     ", &record.value)?;
        self.line(
            f,
            "      found        ",
            observed.observed_value.as_deref().unwrap_or("nothing"),
        )?;
        for kind in [ServerKind::Authoritative, ServerKind::Recursive] {
            let head = match kind {
                ServerKind::Authoritative => "      name server  ",
                ServerKind::Recursive => "      resolver     ",
            };
            for seen in observed.seen_by.iter().filter(|seen| seen.kind == kind) {
                self.line(f, head, &self.answer_of(seen))?;
            }
        }
        Ok(())
    }

    fn answer_of(&self, seen: &SeenBy) -> String {
        let SeenBy { server, address, values, rcode, ttl, .. } = seen;
        let who = if address.starts_with(server) {
            address.clone()
        } else {
            format!("{server} ({address})")
        };
        if values.is_empty() {
            return format!("{who}: {}", words::rcode(rcode, self.seen.words().lang));
        }
        let ttl = ttl.map(|ttl| format!(" (TTL {ttl})")).unwrap_or_default();
        format!("{who}: {}{ttl}", values.join(" "))
    }

    fn finding(&self, f: &mut fmt::Formatter<'_>, finding: &Finding) -> fmt::Result {
        let words = self.seen.words();
        let Told { title, why, fix } = words::told(finding, &words);
        let (ink, mark) = match finding.severity {
            Severity::Blocking => (Ink::Bad, "✗ "),
            Severity::Warning => (Ink::Odd, "! "),
            Severity::Info => (Ink::Plain, "· "),
        };
        let code = format!(" [{}]", finding.cause.code());
        writeln!(f)?;
        let mut heading = spans(&title, ink);
        heading.push((Ink::Faint, code));
        self.terminal.write(f, &(ink, mark.to_owned()), &heading)?;
        for said in [why, fix].iter().filter(|said| !said.is_empty()) {
            self.terminal.write(f, &(Ink::Plain, "  ".to_owned()), &spans(said, Ink::Plain))?;
        }
        for evidence in &finding.evidence {
            let Shown { asked, answer } = words::shown(evidence, words.lang);
            self.terminal.write(f, &indent(4), &spans(&asked, Ink::Faint))?;
            for line in answer {
                self.terminal.write(f, &indent(6), &spans(&line, Ink::Faint))?;
            }
        }
        Ok(())
    }

    /// What it comes to, and what was left out.
    fn end(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blocking = |finding: &&Finding| finding.severity == Severity::Blocking;
        let count = self.seen.findings.iter().filter(blocking).count();
        let (ink, text) = match count {
            0 if self.seen.could_look() => (Ink::Good, "Nothing stands in the way.".to_owned()),
            0 => (Ink::Odd, "We could not look: nothing follows for the domain.".to_owned()),
            1 => (Ink::Bad, "One thing stands in the way.".to_owned()),
            more => (Ink::Bad, format!("{more} things stand in the way.")),
        };
        writeln!(f)?;
        self.terminal.write(f, &indent(0), &[(ink, text)])?;
        for left_out in self.seen.left_out() {
            self.terminal.write(f, &indent(0), &[(Ink::Faint, left_out.to_owned())])?;
        }
        Ok(())
    }
}

fn indent(columns: usize) -> Span {
    (Ink::Plain, " ".repeat(columns))
}

/// The pieces of a sentence, names set apart.
fn spans(phrase: &Phrase, ink: Ink) -> Vec<Span> {
    let span = |piece: &Piece| match piece {
        Piece::Name(text) | Piece::Copy(text) | Piece::Strong(text) => {
            (if ink == Ink::Plain { Ink::Strong } else { ink }, text.clone())
        }
        Piece::Marked(..)
        | Piece::Text(_)
        | Piece::Given(_)
        | Piece::At(_)
        | Piece::On(_)
        | Piece::Until(_)
        | Piece::Ago(_)
        | Piece::Slot(_) => (ink, Phrase(vec![piece.clone()]).to_string()),
    };
    phrase.0.iter().map(span).collect()
}
