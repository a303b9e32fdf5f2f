//! A caching resolver in front of the two servers: what visitors see, with real TTLs.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hickory_proto::op::{Message, MessageType, Metadata, OpCode, Query, ResponseCode};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use hickory_server::net::runtime::Time;
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::faults::{Faults, Kind, Which};
use super::server::{Sections, ask, bind, respond, serve};
use crate::clock::{Clock, random_bytes};

/// Aliases that are followed.
const MAX_HOPS: usize = 16;
/// Remembered at most; then everything is forgotten at once, as after a flush.
const MAX_ENTRIES: usize = 100_000;

/// What is remembered of a name and type.
#[derive(Clone, Debug)]
struct Entry {
    what: What,
    ends_at: OffsetDateTime,
}

#[derive(Clone, Debug)]
enum What {
    Records(Vec<Record>),
    NoData(Record),
    NoName(Record),
}

/// The resolver. Clones share its cache.
#[derive(Clone)]
pub(super) struct Resolver {
    inner: Arc<Inner>,
    address: SocketAddr,
}

struct Inner {
    servers: [SocketAddr; 2],
    turn: AtomicUsize,
    cache: Mutex<HashMap<(Name, RecordType), Entry>>,
    clock: Clock,
    faults: Faults,
}

struct Failed;

impl Resolver {
    /// Starts it on a free port of 127.0.0.3.
    pub(super) async fn start(
        servers: [SocketAddr; 2],
        faults: &Faults,
        clock: Clock,
        tasks: &TaskTracker,
        stop: &CancellationToken,
    ) -> io::Result<Self> {
        let (udp, tcp) = bind((Ipv4Addr::new(127, 0, 0, 3), 0).into()).await?;
        let address = udp.local_addr()?;
        let inner = Arc::new(Inner {
            servers,
            turn: AtomicUsize::new(0),
            cache: Mutex::default(),
            clock,
            faults: faults.clone(),
        });
        serve(Handler(Arc::clone(&inner)), udp, tcp, tasks, stop);
        Ok(Self { inner, address })
    }

    /// Where it answers.
    pub(super) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Forgets everything.
    pub(super) fn flush(&self) {
        self.inner.cache().clear();
    }
}

struct Handler(Arc<Inner>);

#[async_trait::async_trait]
impl RequestHandler for Handler {
    async fn handle_request<R: ResponseHandler, T: Time>(
        &self,
        request: &Request,
        to: R,
    ) -> ResponseInfo {
        let mut metadata = Metadata::response_from_request(&request.metadata);
        metadata.recursion_available = true;
        let Ok(info) = request.request_info() else {
            metadata.response_code = ResponseCode::FormErr;
            return respond(request, to, Some((metadata, Sections::default()))).await;
        };
        let name = Name::from(info.query.name().clone());
        let rtype = info.query.query_type();
        let (kind, delay_ms) = self.0.faults.of(Which::Resolver, &name);
        let answer = match kind {
            Kind::Silent => None,
            Kind::Servfail | Kind::Lame => {
                metadata.response_code = ResponseCode::ServFail;
                Some((metadata, Sections::default()))
            }
            Kind::Refused => {
                metadata.response_code = ResponseCode::Refused;
                Some((metadata, Sections::default()))
            }
            Kind::Slow => {
                T::delay_for(Duration::from_millis(delay_ms.into())).await;
                Some(self.0.answer(metadata, name, rtype).await)
            }
            Kind::None | Kind::Truncate | Kind::OldData => {
                Some(self.0.answer(metadata, name, rtype).await)
            }
        };
        respond(request, to, answer).await
    }
}

impl Inner {
    async fn answer(
        &self,
        mut metadata: Metadata,
        name: Name,
        rtype: RecordType,
    ) -> (Metadata, Sections) {
        let mut sections = Sections::default();
        let in_test = Name::from_ascii("test.").is_ok_and(|test| test.zone_of(&name));
        if !in_test {
            metadata.response_code = ResponseCode::Refused;
            return (metadata, sections);
        }
        let mut at = name;
        for _ in 0..MAX_HOPS {
            let Ok(entry) = self.look_up(&at, rtype).await else {
                metadata.response_code = ResponseCode::ServFail;
                return (metadata, Sections::default());
            };
            let left = seconds_left(entry.ends_at, self.clock.now());
            let aged = |mut record: Record| {
                record.ttl = left;
                record
            };
            match entry.what {
                What::Records(records) => {
                    let alias =
                        records.iter().find_map(alias).filter(|_| rtype != RecordType::CNAME);
                    sections.answers.extend(records.into_iter().map(aged));
                    match alias {
                        Some(to) => at = to,
                        None => return (metadata, sections),
                    }
                }
                What::NoData(soa) => {
                    sections.authorities.push(aged(soa));
                    return (metadata, sections);
                }
                What::NoName(soa) => {
                    metadata.response_code = ResponseCode::NXDomain;
                    sections.authorities.push(aged(soa));
                    return (metadata, sections);
                }
            }
        }
        metadata.response_code = ResponseCode::ServFail;
        (metadata, Sections::default())
    }

    /// The RRset, the alias that stands in its place, or their absence.
    async fn look_up(&self, name: &Name, rtype: RecordType) -> Result<Entry, Failed> {
        if let Some(entry) = self.remembered(name, rtype) {
            return Ok(entry);
        }
        let answer = self.ask_around(name, rtype).await?;
        let now = self.clock.now();
        let (kept_as, entry) = read(name, rtype, &answer, now).ok_or(Failed)?;
        let mut cache = self.cache();
        if MAX_ENTRIES <= cache.len() {
            cache.clear();
        }
        cache.insert((name.clone(), kept_as), entry.clone());
        Ok(entry)
    }

    fn remembered(&self, name: &Name, rtype: RecordType) -> Option<Entry> {
        let now = self.clock.now();
        let cache = self.cache();
        let fresh = |name: &Name, rtype| {
            cache.get(&(name.clone(), rtype)).filter(|entry| now < entry.ends_at).cloned()
        };
        if let Some(entry) = fresh(name, rtype) {
            return Some(entry);
        }
        let alias = fresh(name, RecordType::CNAME);
        if let Some(entry) = alias.filter(|entry| matches!(entry.what, What::Records(_))) {
            return Some(entry);
        }
        // What does not exist has nothing below it (RFC 8020 §2).
        let mut above = name.clone();
        while !above.is_root() {
            let absent = cache.iter().find(|((known, _), entry)| {
                *known == above && now < entry.ends_at && matches!(entry.what, What::NoName(_))
            });
            if let Some((_, entry)) = absent {
                return Some(entry.clone());
            }
            above = above.base_name();
        }
        None
    }

    /// Asks one server, and the other when that fails.
    async fn ask_around(&self, name: &Name, rtype: RecordType) -> Result<Message, Failed> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        for attempt in 0..self.servers.len() {
            let at = (turn + attempt) % self.servers.len();
            let Some(server) = self.servers.get(at) else { continue };
            let id = u16::from_be_bytes(random_bytes());
            let mut query = Message::new(id, MessageType::Query, OpCode::Query);
            query.add_query(Query::query(name.clone(), rtype));
            let Some(answer) = ask(*server, &query).await else { continue };
            let code = answer.metadata.response_code;
            let usable = matches!(code, ResponseCode::NoError | ResponseCode::NXDomain);
            if usable && answer.metadata.authoritative {
                return Ok(answer);
            }
        }
        Err(Failed)
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, HashMap<(Name, RecordType), Entry>> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an answer says of exactly the name that was asked for, and as what it is kept.
fn read(
    name: &Name,
    rtype: RecordType,
    answer: &Message,
    now: OffsetDateTime,
) -> Option<(RecordType, Entry)> {
    let of_type = |wanted: RecordType| -> Vec<Record> {
        let here = answer.answers.iter().filter(|record| record.name == *name);
        here.filter(|record| record.record_type() == wanted).cloned().collect()
    };
    for wanted in [rtype, RecordType::CNAME] {
        let records = of_type(wanted);
        if let Some(ttl) = records.iter().map(|record| record.ttl).min() {
            let ends_at = now + time::Duration::seconds(ttl.into());
            return Some((wanted, Entry { what: What::Records(records), ends_at }));
        }
    }
    let soa = answer.authorities.iter().find(|record| record.record_type() == RecordType::SOA)?;
    let RData::SOA(start) = &soa.data else { return None };
    // RFC 2308 §5: the lesser of the two.
    let ends_at = now + time::Duration::seconds(soa.ttl.min(start.minimum).into());
    let what = if answer.metadata.response_code == ResponseCode::NXDomain {
        What::NoName(soa.clone())
    } else {
        What::NoData(soa.clone())
    };
    Some((rtype, Entry { what, ends_at }))
}

fn alias(record: &Record) -> Option<Name> {
    match &record.data {
        RData::CNAME(to) => Some(to.0.to_lowercase()),
        _ => None,
    }
}

fn seconds_left(end: OffsetDateTime, now: OffsetDateTime) -> u32 {
    u32::try_from((end - now).whole_seconds()).unwrap_or(0)
}
