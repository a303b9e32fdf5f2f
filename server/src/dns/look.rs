//! One look at a domain: its budget, its answers, and which servers proved dead.

use std::collections::HashSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use app::domain::name::OwnerName;
use app::domain::observation::{Answer, Asked, NameServer, Reply, Server, ServerKind, Transport};
use futures::StreamExt as _;
use futures::future::join_all;
use futures::stream::FuturesUnordered;
use tokio::time::{Instant, timeout};

use super::Dns;
use super::wire::{Mode, Question, Response};

/// How long a look may take.
const TIME: Duration = Duration::from_secs(10);
/// How many questions it may ask: a hostile delegation must not make us a flooder.
const QUESTIONS: u32 = 150;
/// Server addresses asked for one zone.
const ADDRESSES: usize = 16;
/// How long one server may keep us waiting before the next is asked beside it.
const PATIENCE: Duration = Duration::from_millis(500);

/// The budget and the findings of one look.
pub(super) struct Look<'a> {
    pub(super) dns: &'a Dns,
    pub(super) until: Instant,
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
    /// Names whose aliases are followed already.
    followed: HashSet<OwnerName>,
}

impl<'a> Look<'a> {
    pub(super) fn new(dns: &'a Dns) -> Self {
        let until = Instant::now() + TIME;
        Self { dns, until, asked: AtomicU32::new(0), notes: Mutex::default() }
    }

    fn notes<T>(&self, with: impl FnOnce(&mut Notes) -> T) -> T {
        with(&mut self.notes.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks without writing the answer down; `None` when the budget is used up or the server
    /// has been silent throughout.
    pub(super) async fn query(
        &self,
        question: &Question,
        server: &Server,
        transport: Transport,
    ) -> Option<(u32, Answer, Response)> {
        let address = server.address;
        let dead =
            |notes: &mut Notes| notes.silent.contains(&address) && !notes.heard.contains(&address);
        if self.notes(dead) {
            return None;
        }
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        if QUESTIONS <= number {
            return None;
        }
        let mode = match server.kind {
            ServerKind::Authoritative => Mode::Authoritative,
            ServerKind::Recursive => Mode::Recursive,
        };
        let (response, transport) = self.dns.client.ask(question, address, mode, transport).await;
        self.notes(|notes| {
            if response.reply == Reply::Silent {
                notes.silent.insert(address);
            } else {
                notes.heard.insert(address);
            }
        });
        let Question { name, rtype } = question.clone();
        let answer = Answer {
            asked: Asked { name, rtype, server: server.clone(), transport },
            reply: response.reply.clone(),
            ede: response.ede.clone(),
            at: self.dns.clock.now(),
        };
        Some((number, answer, response))
    }

    /// Asks one server and writes the answer down.
    pub(super) async fn ask(
        &self,
        question: &Question,
        server: &Server,
        transport: Transport,
    ) -> Option<Answer> {
        let (number, answer, _) = self.query(question, server, transport).await?;
        self.notes(|notes| notes.answers.push((number, answer.clone())));
        Some(answer)
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

    /// Adds an answer from elsewhere, before all that is asked from here on.
    pub(super) fn note(&self, answer: Answer) {
        let number = self.asked.load(Ordering::Relaxed);
        self.notes(|notes| notes.answers.push((number, answer)));
    }

    /// Whether `name` has not been followed yet in this look; from here on it has.
    pub(super) fn follows(&self, name: &OwnerName) -> bool {
        self.notes(|notes| notes.followed.insert(name.clone()))
    }

    /// The answers in the order of asking.
    pub(super) fn into_answers(self) -> Vec<Answer> {
        let notes = self.notes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut answers = notes.answers;
        answers.sort_by_key(|(number, _)| *number);
        answers.into_iter().map(|(_, answer)| answer).collect()
    }
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
