//! A caching resolver (RFC 1034 §5.3.3, RFC 2308), by a clock that can be moved.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use fairlead::clock::Clock;
use hickory_proto::op::{Message, OpCode, Query, ResponseCode};
use hickory_proto::rr::{Name, RData, RecordType};
use time::{Duration, OffsetDateTime};

use super::super::case::{Case, Fault};
use super::authority::{Authorities, Held, blank, fill};
use super::socket::Answers;
use super::zone::name;

/// Asks the authorities of its world, and remembers.
pub(super) struct Resolver {
    authorities: Arc<Authorities>,
    clock: Clock,
    fails: bool,
    cache: Mutex<HashMap<(Name, RecordType), Kept>>,
}

/// An answer, and until when.
#[derive(Clone)]
struct Kept {
    answer: Message,
    at: OffsetDateTime,
    until: OffsetDateTime,
}

impl Resolver {
    pub(super) fn new(authorities: Arc<Authorities>, clock: Clock, case: &Case) -> Self {
        Self { authorities, clock, fails: case.resolvers_fail, cache: Mutex::default() }
    }

    /// Somebody asks it.
    pub(super) fn remember(&self, owner: &str, rtype: &str) {
        let mut query = Message::query();
        query.queries.push(Query::query(name(owner), rtype.parse().unwrap()));
        self.resolve(&query);
    }

    fn resolve(&self, query: &Message) -> Message {
        let question = &query.queries[0];
        let key = (question.name().to_lowercase(), question.query_type());
        let now = self.clock.now();
        let mut cache = self.cache.lock().unwrap();
        let known = cache.get(&key).filter(|kept| now < kept.until).cloned();
        let kept = known.unwrap_or_else(|| {
            let kept = self.ask(&key, now);
            cache.insert(key, kept.clone());
            kept
        });
        let mut answer = blank(query);
        answer.metadata.recursion_available = true;
        answer.metadata.response_code = kept.answer.metadata.response_code;
        let age = u32::try_from((now - kept.at).whole_seconds()).unwrap();
        let aged = |mut record: hickory_proto::rr::Record| {
            record.ttl = record.ttl.saturating_sub(age);
            record
        };
        answer.answers = kept.answer.answers.into_iter().map(aged).collect();
        answer.authorities = kept.answer.authorities.into_iter().map(aged).collect();
        answer
    }

    fn ask(&self, (wanted, rtype): &(Name, RecordType), now: OffsetDateTime) -> Kept {
        let mut answer = Message::response(0, OpCode::Query);
        let well = |held: &Held| match held.fault {
            None | Some(Fault::Late | Fault::Truncated | Fault::Spoofed) => true,
            Some(Fault::ServfailForCaa) => *rtype != RecordType::CAA,
            Some(_) => false,
        };
        fill(&mut answer, wanted.clone(), *rtype, |wanted| {
            self.authorities.holding(wanted, *rtype, well)
        });
        // A referral is where nobody answers for the zone.
        let referral = answer.answers.is_empty()
            && answer.authorities.iter().any(|record| record.record_type() == RecordType::NS);
        if referral {
            answer.authorities.clear();
            answer.metadata.response_code = ResponseCode::ServFail;
        }
        answer.additionals.clear();
        for record in &mut answer.authorities {
            if let RData::SOA(soa) = &record.data {
                record.ttl = record.ttl.min(soa.minimum);
            }
        }
        let ttls = answer.answers.iter().chain(&answer.authorities).map(|record| record.ttl);
        let ttl = Duration::seconds(ttls.min().unwrap_or(0).into());
        Kept { answer, at: now, until: now + ttl }
    }
}

impl Answers for Resolver {
    async fn answers(&self, query: &[u8], _: bool) -> Vec<Vec<u8>> {
        let Ok(query) = Message::from_vec(query) else { return Vec::new() };
        let mut answer = self.resolve(&query);
        if self.fails {
            answer.metadata.response_code = ResponseCode::ServFail;
            answer.answers.clear();
        }
        vec![answer.to_vec().unwrap()]
    }
}
