//! Authorities that say what their zones hold, or misbehave as their zones are told to.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, RwLock};

use hickory_proto::op::{Edns, Message, MessageType, OpCode, ResponseCode};
use hickory_proto::rr::rdata::{NS, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};

use super::super::case::Fault;
use super::super::layout::Served;
use super::socket::Answers;
use super::zone::{Zone, name};

/// What all authorities of a world have.
#[derive(Default)]
pub(super) struct Authorities(RwLock<Vec<Arc<Held>>>);

/// A zone at one server.
pub(super) struct Held {
    server: &'static str,
    zone: Zone,
    or: Option<Zone>,
    /// How often it was asked for each, so that its answers take turns.
    asked: Mutex<HashMap<(Name, RecordType), usize>>,
    pub(super) fault: Option<Fault>,
}

impl Held {
    fn zone(&self, wanted: &Name, rtype: RecordType) -> &Zone {
        let Some(or) = &self.or else { return &self.zone };
        let mut asked = self.asked.lock().unwrap();
        let times = asked.entry((wanted.clone(), rtype)).or_default();
        *times += 1;
        if *times % 2 == 1 { &self.zone } else { or }
    }
}

impl Authorities {
    pub(super) fn publish(&self, served: Vec<Served>) {
        let held = served.into_iter().map(|served| {
            Arc::new(Held {
                server: served.server,
                zone: Zone::parse(&served.apex, &served.lines),
                or: served.or.map(|lines| Zone::parse(&served.apex, &lines)),
                asked: Mutex::default(),
                fault: served.fault,
            })
        });
        *self.0.write().unwrap() = held.collect();
    }

    /// The deepest zone that `of` has for `wanted`. A DS set is its parent's.
    pub(super) fn holding(
        &self,
        wanted: &Name,
        rtype: RecordType,
        of: impl Fn(&Held) -> bool,
    ) -> Option<Arc<Held>> {
        let all = self.0.read().unwrap();
        let own = |held: &Held| rtype == RecordType::DS && held.zone.is_apex(wanted);
        let usable = all.iter().filter(|held| of(held) && !own(held));
        let deep = usable.filter_map(|held| Some((held.zone.depth(wanted)?, held)));
        // The first of equals.
        deep.rev().max_by_key(|(depth, _)| *depth).map(|(_, held)| Arc::clone(held))
    }
}

/// An answer to be filled in.
pub(super) fn blank(query: &Message) -> Message {
    let mut answer = Message::response(query.metadata.id, OpCode::Query);
    answer.metadata.message_type = MessageType::Response;
    answer.metadata.recursion_desired = query.metadata.recursion_desired;
    answer.queries.clone_from(&query.queries);
    answer.edns = Some(Edns::new());
    answer
}

/// Fills in the answer for a zone and all its aliases, as far as `next` finds zones for them.
pub(super) fn fill(
    answer: &mut Message,
    mut wanted: Name,
    rtype: RecordType,
    next: impl Fn(&Name) -> Option<Arc<Held>>,
) {
    let mut chased = HashSet::new();
    while chased.insert(wanted.clone()) {
        let Some(held) = next(&wanted) else {
            if answer.answers.is_empty() {
                answer.metadata.response_code = ResponseCode::Refused;
            }
            return;
        };
        match held.zone(&wanted, rtype).look_up(&wanted, rtype, answer) {
            Some(target) => wanted = target,
            None => return,
        }
    }
}

/// One of them.
pub(super) struct Server {
    key: &'static str,
    all: Arc<Authorities>,
}

impl Server {
    pub(super) const fn new(key: &'static str, all: Arc<Authorities>) -> Self {
        Self { key, all }
    }
}

impl Answers for Server {
    async fn answers(&self, query: &[u8], tcp: bool) -> Vec<Vec<u8>> {
        let Ok(query) = Message::from_vec(query) else { return Vec::new() };
        let question = query.queries[0].clone();
        let (wanted, rtype) = (question.name().to_lowercase(), question.query_type());
        let mut answer = blank(&query);
        answer.metadata.authoritative = true;
        let own = |wanted: &Name| self.all.holding(wanted, rtype, |held| held.server == self.key);
        let fault = own(&wanted).and_then(|held| held.fault);
        fill(&mut answer, wanted, rtype, own);
        if fault == Some(Fault::Late) {
            late().await;
        }
        misbehave(&answer, fault, tcp)
    }
}

async fn late() {
    let clock = fairlead::clock::Clock::default();
    clock.sleep_until(clock.now() + time::Duration::milliseconds(300)).await;
}

fn misbehave(right: &Message, fault: Option<Fault>, tcp: bool) -> Vec<Vec<u8>> {
    let Some(fault) = fault else { return vec![right.to_vec().unwrap()] };
    let mut wrong = right.clone();
    match fault {
        Fault::Silent => return Vec::new(),
        Fault::Late => {}
        Fault::Garbage => {
            let mut octets = right.to_vec().unwrap();
            let end = 12 + right.queries[0].name().len() + 4;
            // One answer is announced, and what follows the question is no record.
            octets[6..12].copy_from_slice(&[0, 1, 0, 0, 0, 0]);
            octets.truncate(end);
            octets.extend([0xc0; 30]);
            return vec![octets];
        }
        Fault::WrongId => wrong.metadata.id = wrong.metadata.id.wrapping_add(1),
        Fault::Spoofed => {
            wrong.queries[0].set_name(name("evil.example"));
            return vec![wrong.to_vec().unwrap(), right.to_vec().unwrap()];
        }
        Fault::Truncated if tcp => {}
        Fault::Truncated => {
            wrong.metadata.truncation = true;
            wrong.answers.clear();
        }
        Fault::Lame => wrong.metadata.authoritative = false,
        Fault::Upward => {
            wrong.metadata.authoritative = false;
            wrong.answers.clear();
            let root = RData::NS(NS(name("a.root")));
            wrong.authorities = vec![Record::from_rdata(Name::root(), 60, root)];
        }
        Fault::Servfail => fail(&mut wrong, ResponseCode::ServFail),
        Fault::Refused => fail(&mut wrong, ResponseCode::Refused),
        Fault::ServfailForCaa => {
            if right.queries[0].query_type() == RecordType::CAA {
                fail(&mut wrong, ResponseCode::ServFail);
            }
        }
        Fault::Oversized => {
            let owner = right.queries[0].name().clone();
            let padding = TXT::from_bytes(vec![&[b'x'; 250]; 4]);
            let padding = Record::from_rdata(owner, 60, RData::TXT(padding));
            wrong.additionals.extend(vec![padding; if tcp { 62 } else { 40 }]);
        }
    }
    vec![wrong.to_vec().unwrap()]
}

fn fail(answer: &mut Message, code: ResponseCode) {
    answer.metadata.authoritative = false;
    answer.metadata.response_code = code;
    answer.answers.clear();
    answer.authorities.clear();
    answer.additionals.clear();
}
