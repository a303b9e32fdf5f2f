//! A zone of our own, in which CAs find what proves a wildcard (RFC 8555 §8.4): the customer's
//! `_acme-challenge` is an alias of a name in it, once and for all.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use app::domain::name::OwnerName;
use hickory_proto::op::{Metadata, ResponseCode};
use hickory_proto::rr::rdata::{NS, SOA, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use hickory_server::net::runtime::Time;
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::server::{Sections, bind, question, respond, serve};

/// What changes with each order is remembered by nobody, nor that it is not there.
const FLEETING: u32 = 0;
/// How long the servers' names may be remembered, seconds.
const LASTING: u32 = 3600;
/// Of the times in a SOA, which nobody goes by where no zone is transferred (RFC 1912 §2.2).
const REFRESH: [i32; 3] = [7200, 3600, 1_209_600];

/// What stands at a name of the zone, which is in lower case and without its last dot; `None` for
/// a name that nobody was given.
pub type Answers = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// The zone, as it was delegated to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChallengeZone {
    /// Its apex.
    pub apex: OwnerName,
    /// The names of its servers, as the zone above has them.
    pub servers: Vec<OwnerName>,
    /// Where it is served, over UDP and TCP.
    pub listen: SocketAddr,
}

/// Why a zone can't be served.
#[derive(Debug, thiserror::Error)]
pub enum ChallengeError {
    /// Its address can't be listened on.
    #[error("can't answer DNS on {0}: another program may, or this one lacks the right to")]
    Listen(SocketAddr, #[source] io::Error),
    /// A name of it is none of the DNS.
    #[error("the zone's names can't be served")]
    Name,
}

impl ChallengeZone {
    /// Serves it until `stop`; where it answers.
    pub async fn serve(
        &self,
        answers: Answers,
        tasks: &TaskTracker,
        stop: &CancellationToken,
    ) -> Result<SocketAddr, ChallengeError> {
        let name = |name: &OwnerName| {
            Name::from_ascii(format!("{name}.")).map_err(|_| ChallengeError::Name)
        };
        let servers: Result<Vec<Name>, _> = self.servers.iter().map(name).collect();
        let authority = Authority { apex: name(&self.apex)?, servers: servers?, answers };
        if authority.servers.is_empty() {
            return Err(ChallengeError::Name);
        }
        let refused = |error| ChallengeError::Listen(self.listen, error);
        let (udp, tcp) = bind(self.listen).await.map_err(refused)?;
        let place = udp.local_addr().map_err(refused)?;
        serve(authority, udp, tcp, tasks, stop);
        Ok(place)
    }
}

struct Authority {
    apex: Name,
    servers: Vec<Name>,
    answers: Answers,
}

#[async_trait::async_trait]
impl RequestHandler for Authority {
    async fn handle_request<R: ResponseHandler, T: Time>(
        &self,
        request: &Request,
        to: R,
    ) -> ResponseInfo {
        let mut metadata = Metadata::response_from_request(&request.metadata);
        let answer = match question(request) {
            Ok((name, rtype)) => self.answer(metadata, &name, rtype),
            Err(code) => {
                metadata.response_code = code;
                (metadata, Sections::default())
            }
        };
        respond(request, to, Some(answer)).await
    }
}

impl Authority {
    fn answer(
        &self,
        mut metadata: Metadata,
        name: &Name,
        rtype: RecordType,
    ) -> (Metadata, Sections) {
        let mut sections = Sections::default();
        if !self.apex.zone_of(name) {
            metadata.response_code = ResponseCode::Refused;
            return (metadata, sections);
        }
        metadata.authoritative = true;
        let at_apex = *name == self.apex;
        sections.answers = match rtype {
            RecordType::SOA if at_apex => vec![self.start()],
            RecordType::NS if at_apex => {
                self.servers.iter().map(|host| self.server(host)).collect()
            }
            _ if at_apex => Vec::new(),
            _ => {
                let text = name.to_lowercase().to_ascii();
                match (self.answers)(text.trim_end_matches('.')) {
                    Some(value) if rtype == RecordType::TXT => {
                        let data = RData::TXT(TXT::new(vec![value]));
                        vec![Record::from_rdata(name.clone(), FLEETING, data)]
                    }
                    Some(_) => Vec::new(),
                    None => {
                        metadata.response_code = ResponseCode::NXDomain;
                        Vec::new()
                    }
                }
            }
        };
        if sections.answers.is_empty() {
            sections.authorities.push(self.start());
        }
        (metadata, sections)
    }

    fn server(&self, host: &Name) -> Record {
        Record::from_rdata(self.apex.clone(), LASTING, RData::NS(NS(host.clone())))
    }

    fn start(&self) -> Record {
        let [refresh, retry, expire] = REFRESH;
        let primary = self.servers.first().unwrap_or(&self.apex).clone();
        let soa = SOA::new(primary, self.apex.clone(), 1, refresh, retry, expire, FLEETING);
        Record::from_rdata(self.apex.clone(), FLEETING, RData::SOA(soa))
    }
}

#[cfg(test)]
mod tests {
    use hickory_proto::op::{Message, MessageType, OpCode, Query};

    use super::*;
    use crate::dns::server::ask;

    async fn asked(place: SocketAddr, name: &str, rtype: RecordType) -> Message {
        let mut query = Message::new(7, MessageType::Query, OpCode::Query);
        query.add_query(Query::query(Name::from_ascii(name).unwrap(), rtype));
        ask(place, &query).await.unwrap()
    }

    #[tokio::test]
    async fn it_answers_for_what_is_wanted_and_is_remembered_for_nothing_else() {
        let zone = ChallengeZone {
            apex: "acme.saas.example".parse().unwrap(),
            servers: vec!["ns.saas.example".parse().unwrap()],
            listen: "127.0.0.1:0".parse().unwrap(),
        };
        let answers: Answers =
            Arc::new(|name| (name == "abc.acme.saas.example").then(|| "proof".to_owned()));
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let place = zone.serve(answers, &tasks, &stop).await.unwrap();

        let told = asked(place, "aBc.acme.saas.example.", RecordType::TXT).await;
        assert!(told.metadata.authoritative);
        let [record] = &told.answers[..] else { panic!("{told}") };
        assert_eq!((record.data.to_string().as_str(), record.ttl), ("proof", 0));
        for (name, rtype, code, answers) in [
            ("abc.acme.saas.example.", RecordType::A, ResponseCode::NoError, 0),
            ("other.acme.saas.example.", RecordType::TXT, ResponseCode::NXDomain, 0),
            ("acme.saas.example.", RecordType::NS, ResponseCode::NoError, 1),
            ("acme.saas.example.", RecordType::SOA, ResponseCode::NoError, 1),
            ("acme.saas.example.", RecordType::TXT, ResponseCode::NoError, 0),
            ("saas.example.", RecordType::NS, ResponseCode::Refused, 0),
        ] {
            let told = asked(place, name, rtype).await;
            let seen = (told.metadata.response_code, told.answers.len());
            assert_eq!(seen, (code, answers), "{name} {rtype}");
            // How long an absence may be remembered (RFC 2308 §3).
            let starts = told.authorities.iter().map(|record| record.ttl).collect::<Vec<_>>();
            let is_absence = code != ResponseCode::Refused && answers == 0;
            assert_eq!(starts, if is_absence { vec![0] } else { Vec::new() }, "{name} {rtype}");
        }
        stop.cancel();
    }
}
