//! What a name server answers: octets of anybody's choice.
//!
//! The first octet chooses the question, the second who is asked; the rest is the answer.

use app::domain::name::OwnerName;
use app::domain::record::RecordType;

use crate::dns::dnssec::wrong_with;
use crate::dns::read;
use crate::dns::wire::{Mode, Question, Response};
use crate::octets::Octets;

/// The names that the corpus' answers are about.
const NAMES: [&str; 8] = [
    "shop.sandbox.test",
    "_customdomain-challenge.shop.sandbox.test",
    "sandbox.test",
    "deep.sub.sandbox.test",
    "*.sandbox.test",
    "test",
    ".",
    "xn--bcher-kva.sandbox.test",
];
/// A record's fixed part is ten octets, and its name one at least (RFC 1035 §4.1.3).
const SHORTEST_RECORD: usize = 11;
/// No octet of an answer may become more text than this: a pointer of two is a whole name.
const GROWTH: usize = 1024;

/// Reads the answer.
pub fn run(octets: &[u8]) {
    let Some((choice, octets)) = octets.split_at_checked(2) else { return };
    let mut choice = Octets::new(choice);
    let question = choice.byte();
    let rtypes = RecordType::ALL;
    let question = Question::new(name(question), rtypes[usize::from(question >> 3) % rtypes.len()]);
    let mode = if choice.flag() { Mode::Recursive } else { Mode::Authoritative };
    let told = read(octets, &question, mode);
    assert_eq!(told, read(octets, &question, mode), "the same octets, another meaning");
    if let (Some(response), _) = told {
        is_bounded(&response, octets.len());
        let wrong = wrong_with(&question.name, &response.raw);
        assert_eq!(wrong, wrong_with(&question.name, &response.raw));
    }
}

fn name(choice: u8) -> OwnerName {
    NAMES[usize::from(choice) % NAMES.len()].parse().expect("a name of our own")
}

fn is_bounded(response: &Response, octets: usize) {
    let told = match &response.reply {
        app::domain::observation::Reply::Records { records } => records.as_slice(),
        _ => &[],
    };
    let named = response.referral.as_ref().map_or(0, |referral| referral.names.len());
    let records = told.len() + response.glue.len() + named;
    assert!(records * SHORTEST_RECORD <= octets, "{records} records of {octets} octets");
    let text: usize = told.iter().map(|record| record.rdata.to_string().len()).sum();
    assert!(text <= octets * GROWTH, "{text} characters of {octets} octets");
    assert!(response.ede.len() <= octets);
    let raw: usize = response.raw.iter().map(|raw| raw.octets.len()).sum();
    assert!(raw <= octets, "{raw} octets kept of {octets}");
}
