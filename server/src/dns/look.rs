//! One look at a domain: its budget, its answers, and which servers proved dead.

use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::domain::name::OwnerName;
use app::domain::observation::{
    Answer, Asked, Dnssec, NameServer, Reply, Server, ServerKind, Transport,
};
use futures::StreamExt as _;
use futures::future::join_all;
use futures::stream::FuturesUnordered;
use tokio::time::{Instant, timeout};
use tracing::Instrument as _;

use super::Dns;
use super::wire::{Mode, Question, Response};

/// How long a look may take.
const TIME: Duration = Duration::from_secs(10);
/// How many questions it may ask: a hostile delegation must not make us a flooder. A sound zone
/// with sixteen addresses, signed and seen by three resolvers, takes about 170.
const QUESTIONS: u32 = 200;
/// Server addresses asked for one zone.
const ADDRESSES: usize = 16;
/// How long one server may keep us waiting before the next is asked beside it.
const PATIENCE: Duration = Duration::from_millis(500);
/// Servers that have to say so where not all must.
const WITNESSES: usize = 2;

/// The budget and the findings of one look.
pub(super) struct Look<'a> {
    pub(super) dns: &'a Dns,
    pub(super) until: Instant,
    /// The name that the customer is to add a record at: neither it nor anything above it is
    /// asked of a resolver, not even as the name of a server.
    about: OwnerName,
    asked: AtomicU32,
    notes: Mutex<Notes>,
}

#[derive(Default)]
struct Notes {
    /// With the number of the question, since answers overtake each other.
    answers: Vec<(u32, Answer)>,
    /// Servers that gave some answer, whatever it was.
    heard: HashSet<SocketAddr>,
    silent: HashSet<SocketAddr>,
    /// Servers that rest, each with the question that finds out whether they still do.
    resting: HashMap<SocketAddr, Arc<tokio::sync::Mutex<()>>>,
    /// Names whose aliases are followed already.
    followed: HashSet<OwnerName>,
    /// Random names that were asked for.
    probes: Vec<OwnerName>,
    dnssec: Option<Dnssec>,
}

/// What a look leaves.
pub(super) struct Notebook {
    /// In the order of asking.
    pub(super) answers: Vec<Answer>,
    pub(super) probes: Vec<OwnerName>,
    pub(super) dnssec: Option<Dnssec>,
}

impl<'a> Look<'a> {
    /// A look for the sake of `about`, and of all names above it.
    pub(super) fn new(dns: &'a Dns, about: OwnerName) -> Self {
        let until = Instant::now() + TIME;
        Self { dns, until, about, asked: AtomicU32::new(0), notes: Mutex::default() }
    }

    fn notes<T>(&self, with: impl FnOnce(&mut Notes) -> T) -> T {
        with(&mut self.notes.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether a resolver that is asked for `name` might remember the absence of what the
    /// customer is about to add.
    pub(super) fn spoils(&self, name: &OwnerName) -> bool {
        self.about.is_under(name)
    }

    /// Asks without writing the answer down; `None` when the budget is used up or the server
    /// has been silent throughout.
    pub(super) async fn query(
        &self,
        question: &Question,
        server: &Server,
        transport: Transport,
    ) -> Option<(u32, Answer, Response)> {
        let mode = match server.kind {
            ServerKind::Authoritative => Mode::Authoritative,
            ServerKind::Recursive => Mode::Recursive,
        };
        self.query_as(question, server, transport, mode).await
    }

    /// The same in another mode than the server's usual one.
    pub(super) async fn query_as(
        &self,
        question: &Question,
        server: &Server,
        transport: Transport,
        mode: Mode,
    ) -> Option<(u32, Answer, Response)> {
        let address = server.address;
        // A server that was silent for long gets one question first, and the others if it answers.
        let resting = self.dns.destinations.is_resting(address.ip());
        let gate = resting
            .then(|| self.notes(|notes| Arc::clone(notes.resting.entry(address).or_default())));
        let first = match &gate {
            Some(gate) => Some(gate.lock().await),
            None => None,
        };
        let heard = self.notes(|notes| notes.heard.contains(&address));
        if !heard && self.notes(|notes| notes.silent.contains(&address)) {
            return None;
        }
        let first = first.filter(|_| !heard);
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        if QUESTIONS <= number {
            return None;
        }
        let leave = self.dns.destinations.leave(address.ip(), self.until).await?;
        let Question { name, rtype } = question;
        let rtype = rtype.as_str();
        let span = tracing::debug_span!("question", name = name.as_str(), rtype, server = %address);
        let asking = self.dns.client.ask(question, address, mode, transport).instrument(span);
        let (response, transport) = asking.await;
        drop(leave);
        self.hear(address, &response.reply);
        drop(first);
        let Question { name, rtype } = question.clone();
        let answer = Answer {
            asked: Asked { name, rtype, server: server.clone(), transport },
            reply: response.reply.clone(),
            ede: response.ede.clone(),
            at: self.dns.clock.now(),
        };
        Some((number, answer, response))
    }

    fn hear(&self, address: SocketAddr, reply: &Reply) {
        let silent = *reply == Reply::Silent;
        self.notes(|notes| {
            let kept = if silent { &mut notes.silent } else { &mut notes.heard };
            kept.insert(address);
        });
        if silent {
            self.dns.destinations.missed(address.ip());
        } else {
            self.dns.destinations.heard(address.ip());
        }
    }

    /// Asks one server and writes the answer down.
    pub(super) async fn ask(
        &self,
        question: &Question,
        server: &Server,
        transport: Transport,
    ) -> Option<Answer> {
        let (number, answer, _) = self.query(question, server, transport).await?;
        self.write(number, answer.clone());
        Some(answer)
    }

    /// Writes the answer to the question of this number down.
    pub(super) fn write(&self, number: u32, answer: Answer) {
        self.notes(|notes| notes.answers.push((number, answer)));
    }

    /// Asks every server at once.
    pub(super) async fn ask_all(
        &self,
        question: &Question,
        servers: &[Server],
        transport: Transport,
    ) -> Vec<Answer> {
        let asking = servers.iter().map(|server| self.ask(question, server, transport));
        join_all(asking).await.into_iter().flatten().collect()
    }

    /// Asks the servers one after another until one knows.
    pub(super) async fn ask_any(&self, question: &Question, servers: &[Server]) -> Option<Answer> {
        let ask = async |server| {
            let answer = self.ask(question, server, Transport::Udp).await?;
            (!answer.reply.unanswered()).then_some(answer)
        };
        first(servers, ask).await
    }

    /// Asks two servers that know, or as many as do.
    pub(super) async fn ask_some(&self, question: &Question, servers: &[Server]) -> Vec<Answer> {
        let ask = async |server| {
            let answer = self.ask(question, server, Transport::Udp).await?;
            (!answer.reply.unanswered()).then_some(answer)
        };
        witnesses(servers, ask).await
    }

    /// Adds an answer from elsewhere, before all that is asked from here on.
    pub(super) fn note(&self, answer: Answer) {
        self.write(self.asked.load(Ordering::Relaxed), answer);
    }

    /// Whether `name` has not been followed yet in this look; from here on it has.
    pub(super) fn follows(&self, name: &OwnerName) -> bool {
        self.notes(|notes| notes.followed.insert(name.clone()))
    }

    /// Notes the random names that are asked for, each once.
    pub(super) fn note_probes<'n>(&self, names: impl Iterator<Item = &'n OwnerName>) {
        self.notes(|notes| {
            for name in names {
                if !notes.probes.contains(name) {
                    notes.probes.push(name.clone());
                }
            }
        });
    }

    pub(super) fn keep_dnssec(&self, dnssec: Dnssec) {
        self.notes(|notes| notes.dnssec = Some(dnssec));
    }

    /// Whether the zone is found to be signed.
    pub(super) fn is_signed(&self) -> bool {
        self.notes(|notes| notes.dnssec.is_some())
    }

    pub(super) fn with_dnssec(&self, with: impl FnOnce(&mut Dnssec)) {
        self.notes(|notes| notes.dnssec.as_mut().map(with));
    }

    /// What the authorities have said of this so far.
    pub(super) fn told(&self, question: &Question) -> Vec<Answer> {
        self.notes(|notes| {
            let answers = notes.answers.iter().map(|(_, answer)| answer);
            let told = answers.filter(|answer| {
                let Asked { name, rtype, server, .. } = &answer.asked;
                *name == question.name
                    && *rtype == question.rtype
                    && server.kind == ServerKind::Authoritative
            });
            told.cloned().collect()
        })
    }

    pub(super) fn into_notebook(self) -> Notebook {
        let notes = self.notes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Notes { mut answers, probes, dnssec, .. } = notes;
        answers.sort_by_key(|(number, _)| *number);
        let answers = answers.into_iter().map(|(_, answer)| answer).collect();
        Notebook { answers, probes, dnssec }
    }
}

/// What the first two servers that have it give. Another is tried in the place of one that has
/// nothing.
pub(super) async fn witnesses<'s, T, Asking>(
    servers: &'s [Server],
    ask: impl Fn(&'s Server) -> Asking,
) -> Vec<T>
where
    Asking: Future<Output = Option<T>>,
{
    let mut left = servers.iter();
    let mut running: FuturesUnordered<_> = left.by_ref().take(WITNESSES).map(&ask).collect();
    let mut told = Vec::new();
    while let Some(found) = running.next().await {
        match found {
            Some(found) => told.push(found),
            None => running.extend(left.next().map(&ask)),
        }
    }
    told
}

/// What the first server that has it gives. The next is tried when one has nothing, or keeps us
/// waiting.
pub(super) async fn first<'s, T, Asking>(
    servers: &'s [Server],
    mut ask: impl FnMut(&'s Server) -> Asking,
) -> Option<T>
where
    Asking: Future<Output = Option<T>>,
{
    let mut left = servers.iter();
    let mut running = FuturesUnordered::new();
    loop {
        match left.next() {
            Some(server) => running.push(ask(server)),
            None if running.is_empty() => return None,
            None => {}
        }
        if let Ok(Some(Some(found))) = timeout(PATIENCE, running.next()).await {
            return Some(found);
        }
    }
}

impl Dns {
    /// Where the servers of a zone can be asked: the first address of each, then the second of
    /// each and so on, without those that are out of bounds or out of reach.
    pub(super) fn contacts(&self, names: &[NameServer]) -> Vec<Server> {
        let usable = |ip: &IpAddr| self.config.rules.permits(*ip) && self.client.reaches(*ip);
        let mut contacts: Vec<Server> = Vec::new();
        let longest = names.iter().map(|server| server.addresses.len()).max().unwrap_or(0);
        for nth in 0..longest {
            for server in names {
                let Some(ip) = server.addresses.iter().copied().filter(usable).nth(nth) else {
                    continue;
                };
                let address = SocketAddr::new(ip, self.config.port);
                if contacts.iter().all(|known| known.address != address) {
                    contacts.push(Server {
                        name: Some(server.name.to_string()),
                        address,
                        kind: ServerKind::Authoritative,
                    });
                }
            }
        }
        contacts.truncate(ADDRESSES);
        contacts
    }
}
