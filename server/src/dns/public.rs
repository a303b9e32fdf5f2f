//! What visitors see: the resolvers' answers, asked for only when asking can't spoil them.
//!
//! A resolver that is asked too early remembers the absence for as long as the zone's SOA allows
//! (RFC 2308), and everything below the name with it (RFC 8020). So the authorities must have
//! been right, all of them, twice, some seconds apart.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use app::domain::desired::Desired;
use app::domain::name::OwnerName;
use app::domain::observation::{Answer, Server, ServerKind, Transport};
use app::domain::record::RecordType;
use futures::future::join_all;
use time::{Duration, OffsetDateTime};

use super::look::Look;
use super::wire::Question;

/// Between the first look at which all authorities were right and the first public question.
const SETTLED_AFTER: Duration = Duration::seconds(5);
/// Between two looks that show whether a TTL falls.
const TTL_STEP: Duration = Duration::seconds(1);
/// How many are remembered.
const REMEMBERED: usize = 10_000;
/// When there are as many, those go that nobody used for so long; a name that then still finds
/// no place waits for one, and the resolvers with it.
const FORGOTTEN_AFTER: [Duration; 3] =
    [Duration::hours(1), Duration::minutes(10), Duration::minutes(1)];

/// How often room is looked for: to go through all of them costs as much as a look.
const SWEEP_EVERY: Duration = Duration::seconds(1);

/// A name, a type, and what is to stand there: several may want the same name, each with a proof of
/// its own, and one that finds another's must not undo what the other knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    name: OwnerName,
    rtype: RecordType,
    /// A hash; 0 where nothing in particular is wanted.
    wanted: u64,
}

impl Key {
    pub(super) const fn of(name: OwnerName, rtype: RecordType) -> Self {
        Self { name, rtype, wanted: 0 }
    }

    fn wanting(question: &Question, desired: &Desired) -> Self {
        let mut hasher = DefaultHasher::new();
        (&desired.challenge.value, &desired.template).hash(&mut hasher);
        let (name, rtype) = (question.name.clone(), question.rtype);
        Self { name, rtype, wanted: hasher.finish() }
    }
}

/// What is remembered between looks, to tell a cache that runs out from one that is refilled.
#[derive(Default)]
pub(super) struct Views(Mutex<Memory>);

#[derive(Default)]
struct Memory {
    views: HashMap<Key, View>,
    swept_at: Option<OffsetDateTime>,
}

struct View {
    right_since: OffsetDateTime,
    used_at: OffsetDateTime,
    /// The last answer of each resolver.
    before: Vec<Answer>,
}

impl Memory {
    fn is_full(&self) -> bool {
        REMEMBERED <= self.views.len()
    }

    /// Forgets what was not used for long, as little of it as makes room.
    fn sweep(&mut self, now: OffsetDateTime) {
        if self.swept_at.is_some_and(|at| now < at + SWEEP_EVERY) {
            return;
        }
        self.swept_at = Some(now);
        for age in FORGOTTEN_AFTER {
            if self.is_full() {
                self.views.retain(|_, view| now - view.used_at < age);
            }
        }
    }
}

impl Views {
    fn with<T>(&self, with: impl FnOnce(&mut Memory) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes note of how the authorities stand; whether the resolvers may be asked.
    pub(super) fn may_ask(&self, key: &Key, all_right: bool, now: OffsetDateTime) -> bool {
        self.with(|memory| {
            if !all_right {
                memory.views.remove(key);
                return false;
            }
            if memory.is_full() && !memory.views.contains_key(key) {
                memory.sweep(now);
                if memory.is_full() {
                    return false;
                }
            }
            let new = || View { right_since: now, used_at: now, before: Vec::new() };
            let view = memory.views.entry(key.clone()).or_insert_with(new);
            view.used_at = now;
            SETTLED_AFTER <= now - view.right_since
        })
    }

    /// The answer before, if one was kept.
    fn before(&self, key: &Key, resolver: SocketAddr) -> Option<Answer> {
        self.with(|memory| {
            let mut kept = memory.views.get(key)?.before.iter();
            kept.find(|answer| answer.asked.server.address == resolver).cloned()
        })
    }

    /// Keeps `answer` for the next look; not if the one before is too young to compare with.
    fn keep(&self, key: &Key, answer: Answer) {
        self.with(|memory| {
            let Some(view) = memory.views.get_mut(key) else { return };
            let same = |kept: &&mut Answer| kept.asked.server == answer.asked.server;
            match view.before.iter_mut().find(same) {
                Some(kept) if answer.at - kept.at < TTL_STEP => {}
                Some(kept) => *kept = answer,
                None => view.before.push(answer),
            }
        });
    }
}

impl Look<'_> {
    /// Asks the resolvers for those of `names` whose authorities are all right and were so for
    /// a while.
    pub(super) async fn ask_public(&self, names: Vec<(Question, bool)>, desired: &Desired) {
        let now = self.dns.clock.now();
        let mut asking = Vec::new();
        for (question, all_right) in names {
            let key = Key::wanting(&question, desired);
            if !self.dns.views.may_ask(&key, all_right, now) {
                continue;
            }
            for resolver in &self.dns.config.resolvers {
                asking.push(self.ask_resolver(question.clone(), key.clone(), *resolver));
            }
        }
        join_all(asking).await;
    }

    async fn ask_resolver(&self, question: Question, key: Key, address: SocketAddr) {
        if let Some(before) = self.dns.views.before(&key, address) {
            self.note(before);
        }
        let name = product(address.ip()).map(str::to_owned);
        let server = Server { name, address, kind: ServerKind::Recursive };
        if let Some(answer) = self.ask(&question, &server, Transport::Udp).await
            && !answer.reply.unanswered()
        {
            self.dns.views.keep(&key, answer);
        }
    }
}

/// By which name people know a public resolver.
pub(super) fn product(address: IpAddr) -> Option<&'static str> {
    match address.to_string().as_str() {
        "1.1.1.1" | "1.0.0.1" | "2606:4700:4700::1111" | "2606:4700:4700::1001" => {
            Some("Cloudflare")
        }
        "8.8.8.8" | "8.8.4.4" | "2001:4860:4860::8888" | "2001:4860:4860::8844" => Some("Google"),
        "9.9.9.9" | "149.112.112.112" | "2620:fe::fe" | "2620:fe::9" => Some("Quad9"),
        "208.67.222.222" | "208.67.220.220" => Some("OpenDNS"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn hostile_names_do_not_fill_the_memory() {
        let views = Views::default();
        let mut now = datetime!(2026-03-01 12:00 UTC);
        let key = |n: usize| Key::of(format!("d{n}.test").parse().unwrap(), RecordType::Txt);
        let known = || views.with(|memory| memory.views.len());
        for n in 0..=REMEMBERED {
            assert!(!views.may_ask(&key(n), true, now));
        }
        assert_eq!(known(), REMEMBERED);
        // Who is known stays, and settles.
        now += SETTLED_AFTER;
        assert!(views.may_ask(&key(0), true, now));
        assert!(!views.may_ask(&key(REMEMBERED), true, now));
        now += Duration::minutes(2);
        assert!(!views.may_ask(&key(REMEMBERED), true, now));
        assert_eq!(known(), 1);
    }
}
