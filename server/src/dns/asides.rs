//! What stands beside the desired records, and where they stand that they should not: what
//! explains why a visitor, or a CA, finds something else.

use app::domain::desired::{Desired, DesiredRecord, Kind};
use app::domain::earlier::Earlier;
use app::domain::name::OwnerName;
use app::domain::observation::{NameServer, Reply, Server, Transport, Zone};
use app::domain::record::{Rdata, Record, RecordType};
use futures::future::{join, join_all};

use super::look::{Look, witnesses};
use super::sweep::ROUTING;
use super::wire::{Question, Referral};
use crate::clock::random_bytes;

/// Where a CA looks for the answer to DNS-01 (RFC 8555 §8.4).
const ACME_LABEL: &str = "_acme-challenge";
/// What a wildcard may make at the hostname: a way, and what a CNAME can't stand beside.
const MADE: [RecordType; 5] =
    [RecordType::Cname, RecordType::A, RecordType::Aaaa, RecordType::Mx, RecordType::Txt];
/// Servers asked that are not in charge.
const ELSEWHERE: usize = 2;
/// Servers asked for records that stand at a wrong name: one that has them is enough.
const WRONG_NAMES_AT: usize = 2;

impl Look<'_> {
    /// What else stands at and around the hostname, by two servers.
    pub(super) async fn ask_aside(&self, desired: &Desired, apex: &OwnerName, servers: &[Server]) {
        let (asides, probes) = (asides(desired), probes(desired, apex));
        self.note_probes(probes.iter().map(|probe| &probe.name));
        let questions = asides.iter().chain(&probes);
        let asking = questions.map(|question| self.ask_some(question, servers));
        join(join_all(asking), self.ask_acme_cut(desired, servers)).await;
    }

    /// Whether `_acme-challenge` is a zone of its own: its parent's servers tell that by a
    /// referral, which is written down as the NS set that it is.
    async fn ask_acme_cut(&self, desired: &Desired, servers: &[Server]) {
        let Ok(name) = desired.hostname.base().child(ACME_LABEL) else { return };
        let question = Question::new(name, RecordType::Ns);
        let ask = async |server| {
            let asked = self.query(&question, server, Transport::Udp).await;
            let (number, mut answer, response) = asked?;
            if let Some(cut) = response.referral.filter(|cut| cut.zone == question.name) {
                answer.reply = Reply::Records { records: told_by(cut) };
            }
            let known = !answer.reply.unanswered();
            self.write(number, answer);
            known.then_some(())
        };
        witnesses(servers, ask).await;
    }

    /// The desired records at servers that are not in charge: those that only the parent lists,
    /// and those that were in charge before.
    pub(super) async fn ask_elsewhere(&self, desired: &Desired, zone: &Zone, earlier: &Earlier) {
        let servers = self.not_in_charge(zone, earlier);
        self.ask_desired(desired, &servers).await;
    }

    /// One of each kind where there are both.
    fn not_in_charge(&self, zone: &Zone, earlier: &Earlier) -> Vec<Server> {
        let told = zone.parent.as_ref().map_or(&[][..], |parent| &parent.servers);
        let told = self.others(told, zone);
        let before = self.others(&earlier.servers, zone);
        let longest = told.len().max(before.len());
        let in_turn = (0..longest).flat_map(|nth| [told.get(nth), before.get(nth)]).flatten();
        let mut chosen: Vec<Server> = Vec::new();
        for server in in_turn {
            if chosen.iter().all(|known| known.address != server.address) {
                chosen.push(server.clone());
            }
        }
        chosen.truncate(ELSEWHERE);
        chosen
    }

    /// Where those of `servers` can be asked that the zone itself does not list.
    fn others(&self, servers: &[NameServer], zone: &Zone) -> Vec<Server> {
        let listed =
            |server: &NameServer| zone.servers.iter().any(|known| known.name == server.name);
        let others: Vec<_> = servers.iter().filter(|it| !listed(it)).cloned().collect();
        let mut contacts = self.dns.contacts(&others);
        contacts.retain(|server| {
            let ip = server.address.ip();
            zone.servers.iter().all(|known| !known.addresses.contains(&ip))
        });
        contacts
    }

    /// Where records end up that were entered at a wrong name.
    pub(super) async fn ask_wrong_names(
        &self,
        desired: &Desired,
        apex: &OwnerName,
        servers: &[Server],
    ) {
        let servers = servers.get(..WRONG_NAMES_AT).unwrap_or(servers);
        let questions = wrong_names(desired, apex);
        let asking =
            questions.iter().map(|question| self.ask_all(question, servers, Transport::Udp));
        join_all(asking).await;
    }
}

/// What a referral says, as the records that it is made of.
fn told_by(cut: Referral) -> Vec<Record> {
    let Referral { zone, names, ttl } = cut;
    let record = |name| Record { owner: zone.clone(), ttl, rdata: Rdata::Ns(name) };
    names.into_iter().map(record).collect()
}

/// What may stand beside the desired records, and matter.
fn asides(desired: &Desired) -> Vec<Question> {
    let hostname = desired.hostname.as_owner();
    let questions = |name: &OwnerName, types: &[RecordType]| {
        types.iter().map(|rtype| Question::new(name.clone(), *rtype)).collect::<Vec<_>>()
    };
    let mut asides = questions(hostname, &[RecordType::Https, RecordType::Mx, RecordType::Txt]);
    if let Ok(acme) = desired.hostname.base().child(ACME_LABEL) {
        asides.extend(questions(&acme, &[RecordType::Txt, RecordType::Cname]));
    }
    if desired.kind == Kind::Apex
        && let Ok(www) = hostname.child("www")
    {
        asides.extend(questions(&www, &ROUTING));
    }
    asides
}

/// Random siblings of the hostname and of the challenge name: whatever they have is made from a
/// wildcard (RFC 4592 §2).
fn probes(desired: &Desired, apex: &OwnerName) -> Vec<Question> {
    let label = format!("{:016x}", u64::from_be_bytes(random_bytes()));
    let sibling = |name: &OwnerName| {
        let parent = name.parent().filter(|parent| parent.is_under(apex))?;
        parent.child(&label).ok()
    };
    let question = |name: OwnerName| move |rtype| Question::new(name.clone(), rtype);
    let of_host = sibling(desired.hostname.as_owner()).map(question);
    let of_proof = sibling(&desired.challenge.name).map(question);
    let of_host = of_host.into_iter().flat_map(|question| MADE.map(question));
    let proof = [RecordType::Txt, RecordType::Cname];
    let of_proof = of_proof.into_iter().flat_map(|question| proof.map(question));
    let mut probes: Vec<Question> = of_host.collect();
    // Of a wildcard both are the same name.
    probes.extend(of_proof.filter(|question| !probes.contains(question)).collect::<Vec<_>>());
    probes
}

/// The names where a desired record is looked for though it does not belong there.
fn wrong_names(desired: &Desired, apex: &OwnerName) -> Vec<Question> {
    let base = desired.hostname.base();
    let challenge = &desired.challenge.name;
    let bare_label = challenge.as_str().strip_prefix('_').and_then(|text| text.parse().ok());
    let misplaced = [Some(base), Some(apex.clone()), bare_label];
    let misplaced =
        misplaced.into_iter().flatten().map(|name| Question::new(name, RecordType::Txt));
    // DNS hosts that append the zone to a name that already ends with it.
    let doubled = |record: &DesiredRecord| {
        let name = apex.prefixed(record.host.as_str()).ok()?;
        Some(Question::new(name, record.rtype))
    };
    let records = desired.records();
    let mut questions: Vec<Question> = Vec::new();
    let known = asides(desired);
    for question in misplaced.chain(records.iter().filter_map(doubled)) {
        if !questions.contains(&question) && !known.contains(&question) {
            questions.push(question);
        }
    }
    questions
}
