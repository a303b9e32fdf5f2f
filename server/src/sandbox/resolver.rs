//! A caching resolver in front of the two servers: what visitors see, with real TTLs.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hickory_proto::op::{Message, MessageType, Metadata, OpCode, Query, ResponseCode};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use hickory_server::net::runtime::Time;
use hickory_server::net::xfer::Protocol;
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::faults::{Faults, Kind, Which};
use crate::clock::{Clock, random_bytes};
use crate::dns::server::{Sections, ask, bind, question, respond, serve};

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
    cache: Mutex<Cache>,
    clock: Clock,
    faults: Faults,
}

#[derive(Debug, Default)]
struct Cache {
    sets: HashMap<(Name, RecordType), Entry>,
    /// Names that don't exist, whatever is asked of them.
    absent: HashMap<Name, Entry>,
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
        *self.inner.cache() = Cache::default();
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
        let (name, rtype) = match question(request) {
            Ok(question) => question,
            Err(code) => {
                metadata.response_code = code;
                return respond(request, to, Some((metadata, Sections::default()))).await;
            }
        };
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
            Kind::Truncate if request.protocol() == Protocol::Udp => {
                metadata.truncation = true;
                Some((metadata, Sections::default()))
            }
            // What lags is its cache, without any fault.
            Kind::None
            | Kind::Truncate
            | Kind::OldData
            | Kind::Intercept
            | Kind::RedirectLoop
            | Kind::HttpDown => Some(self.0.answer(metadata, name, rtype).await),
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

    /// The record set, the alias that stands in its place, or their absence.
    async fn look_up(&self, name: &Name, rtype: RecordType) -> Result<Entry, Failed> {
        if let Some(entry) = self.remembered(name, rtype) {
            return Ok(entry);
        }
        let answer = self.ask_around(name, rtype).await?;
        let now = self.clock.now();
        let (kept_as, entry) = read(name, rtype, &answer, now).ok_or(Failed)?;
        let mut cache = self.cache();
        if MAX_ENTRIES <= cache.sets.len() + cache.absent.len() {
            *cache = Cache::default();
        }
        match entry.what {
            What::NoName(_) => cache.absent.insert(name.clone(), entry.clone()),
            What::Records(_) | What::NoData(_) => {
                cache.sets.insert((name.clone(), kept_as), entry.clone())
            }
        };
        Ok(entry)
    }

    fn remembered(&self, name: &Name, rtype: RecordType) -> Option<Entry> {
        let now = self.clock.now();
        let cache = self.cache();
        let fresh = |name: &Name, rtype| {
            let entry = cache.sets.get(&(name.clone(), rtype));
            entry.filter(|entry| now < entry.ends_at).cloned()
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
            let absent = cache.absent.get(&above).filter(|entry| now < entry.ends_at);
            if let Some(entry) = absent {
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

    fn cache(&self) -> MutexGuard<'_, Cache> {
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

/// Rounded up: what was learned just now is shown with the whole of its TTL, and what is
/// remembered still never with none.
fn seconds_left(end: OffsetDateTime, now: OffsetDateTime) -> u32 {
    let left = end - now;
    let begun = i64::from(left.subsec_nanoseconds() > 0);
    u32::try_from(left.whole_seconds() + begun).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Stage, answered, question};
    use super::*;

    struct Scene {
        stage: Stage,
        clock: Clock,
        resolver: Resolver,
    }

    impl Scene {
        async fn set() -> Self {
            let (stage, clock) = (Stage::set().await, Clock::default());
            let (faults, tasks, stop) = (&stage.faults, &stage.tasks, &stage.stop);
            let servers = stage.servers;
            let resolver =
                Resolver::start(servers, faults, clock.clone(), tasks, stop).await.unwrap();
            Self { stage, clock, resolver }
        }

        fn put(&self, owner: &str, rtype: &str, ttl: u32, value: &str) {
            self.stage.zones.put_rrset(owner, rtype, ttl, &[value.to_owned()]).unwrap();
        }

        fn pass(&self, seconds: i64) {
            self.clock.advance(time::Duration::seconds(seconds));
        }

        async fn ask(&self, name: &str, rtype: RecordType) -> Message {
            answered(self.resolver.address(), &question(name, rtype)).await.unwrap()
        }

        async fn code(&self, name: &str, rtype: RecordType) -> ResponseCode {
            self.ask(name, rtype).await.metadata.response_code
        }
    }

    /// Real time goes on while a test moves the clock.
    fn about(ttl: u32, wanted: u32) -> bool {
        (wanted.saturating_sub(3)..=wanted).contains(&ttl)
    }

    #[tokio::test]
    async fn what_is_remembered_grows_old_and_ends() {
        let scene = Scene::set().await;
        scene.put("a.sandbox.test", "A", 300, "192.0.2.1");
        let first = scene.ask("a.sandbox.test.", RecordType::A).await;
        assert!(first.metadata.recursion_available && !first.metadata.authoritative);
        assert_eq!(first.answers[0].ttl, 300);
        scene.put("a.sandbox.test", "A", 300, "192.0.2.2");
        scene.pass(100);
        let stale = scene.ask("a.sandbox.test.", RecordType::A).await;
        assert!(about(stale.answers[0].ttl, 200), "{}", stale.answers[0].ttl);
        assert_eq!(stale.answers[0].data, first.answers[0].data);
        scene.pass(201);
        let fresh = scene.ask("a.sandbox.test.", RecordType::A).await;
        assert_ne!(fresh.answers[0].data, first.answers[0].data);
    }

    #[tokio::test]
    async fn an_absence_is_remembered_and_covers_what_is_below() {
        let scene = Scene::set().await;
        assert_eq!(scene.code("no.sandbox.test.", RecordType::A).await, ResponseCode::NXDomain);
        scene.put("no.sandbox.test", "TXT", 5, "here");
        scene.put("x.no.sandbox.test", "A", 5, "192.0.2.1");
        scene.pass(10);
        for (name, rtype) in
            [("no.sandbox.test.", RecordType::TXT), ("x.no.sandbox.test.", RecordType::A)]
        {
            let answer = scene.ask(name, rtype).await;
            assert_eq!(answer.metadata.response_code, ResponseCode::NXDomain);
            assert!(about(answer.authorities[0].ttl, 20), "{}", answer.authorities[0].ttl);
        }
        scene.pass(21);
        assert_eq!(scene.ask("x.no.sandbox.test.", RecordType::A).await.answers.len(), 1);
    }

    #[tokio::test]
    async fn no_data_is_remembered_for_its_type_alone() {
        let scene = Scene::set().await;
        scene.put("a.sandbox.test", "A", 300, "192.0.2.1");
        let none = scene.ask("a.sandbox.test.", RecordType::TXT).await;
        assert_eq!(none.metadata.response_code, ResponseCode::NoError);
        assert!(none.answers.is_empty() && none.authorities.len() == 1);
        scene.put("a.sandbox.test", "TXT", 300, "here");
        assert!(scene.ask("a.sandbox.test.", RecordType::TXT).await.answers.is_empty());
        assert_eq!(scene.ask("a.sandbox.test.", RecordType::A).await.answers.len(), 1);
        scene.resolver.flush();
        assert_eq!(scene.ask("a.sandbox.test.", RecordType::TXT).await.answers.len(), 1);
    }

    #[tokio::test]
    async fn aliases_are_followed_across_zones_but_not_for_ever() {
        let scene = Scene::set().await;
        scene.stage.zones.put_zone("acme.test", "www 60 IN CNAME edge.sandbox.test.\n").unwrap();
        let answer = scene.ask("www.acme.test.", RecordType::A).await;
        let types: Vec<_> = answer.answers.iter().map(Record::record_type).collect();
        assert_eq!(types, [RecordType::CNAME, RecordType::A]);
        scene.put("l.sandbox.test", "CNAME", 60, "m.sandbox.test");
        scene.put("m.sandbox.test", "CNAME", 60, "l.sandbox.test");
        assert_eq!(scene.code("l.sandbox.test.", RecordType::A).await, ResponseCode::ServFail);
        assert_eq!(scene.code("example.com.", RecordType::A).await, ResponseCode::Refused);
    }

    #[tokio::test]
    async fn one_failing_server_is_not_noticed_and_two_are() {
        let scene = Scene::set().await;
        for fault in [Kind::Servfail, Kind::Refused, Kind::Lame] {
            scene.stage.misbehave(Which::First, fault);
            scene.stage.misbehave(Which::Second, Kind::None);
            for _ in 0..2 {
                scene.resolver.flush();
                assert_eq!(scene.ask("edge.sandbox.test.", RecordType::A).await.answers.len(), 1);
            }
            scene.stage.misbehave(Which::Second, fault);
            scene.resolver.flush();
            assert_eq!(
                scene.code("edge.sandbox.test.", RecordType::A).await,
                ResponseCode::ServFail
            );
        }
    }

    #[tokio::test]
    async fn its_own_faults_show() {
        let scene = Scene::set().await;
        for (kind, code) in
            [(Kind::Servfail, ResponseCode::ServFail), (Kind::Refused, ResponseCode::Refused)]
        {
            scene.stage.misbehave(Which::Resolver, kind);
            assert_eq!(scene.code("edge.sandbox.test.", RecordType::A).await, code);
        }
        scene.stage.misbehave(Which::Resolver, Kind::Truncate);
        assert_eq!(scene.ask("edge.sandbox.test.", RecordType::A).await.answers.len(), 1);
    }
}
