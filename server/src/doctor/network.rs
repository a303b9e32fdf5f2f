//! Everything that this server must reach: resolvers, the world's name servers, the edge, itself.

use std::net::SocketAddr;
use std::time::Duration;

use app::domain::name::OwnerName;
use app::domain::observation::{Reply, Transport};
use futures::future::join_all;
use time::OffsetDateTime;

use super::report::{Line, Subject};
use crate::acme::{Acme, Issuer, names_of};
use crate::dns::Dns;
use crate::probe::Probe;
use crate::probe::operator::{Greeting, OwnAnswer, OwnError};

/// A resolver that takes longer than this makes every look slow.
const SLOW: Duration = Duration::from_millis(500);

/// Each resolver by itself, then whether there is any.
pub(super) async fn resolvers(dns: &Dns, addresses: &[SocketAddr]) -> Vec<Line> {
    let subject = Subject::Resolvers;
    let root = OwnerName::root();
    let asking = addresses.iter().map(|address| dns.resolver_reply(*address, &root));
    let replies = join_all(asking).await;
    let remedy = "let UDP port 53 out to it, or name others in RESOLVERS";
    let lines = addresses.iter().zip(replies).map(|(address, (reply, took))| match reply {
        Some(Reply::Records { .. } | Reply::NoData { .. } | Reply::NoName { .. })
            if SLOW < took =>
        {
            Line::warning(subject, format!("{address} took {}", ms(took)), "name a nearer one")
        }
        Some(Reply::Records { .. } | Reply::NoData { .. } | Reply::NoName { .. }) => {
            Line::ok(subject, format!("{address} answered in {}", ms(took)))
        }
        Some(other) => {
            Line::failed(subject, format!("{address} does not resolve ({other:?})"), remedy)
        }
        None => Line::failed(subject, format!("{address} does not answer"), remedy),
    });
    lines.collect()
}

/// Port 53 of name servers, over UDP and over TCP.
pub(super) async fn name_servers(dns: &Dns) -> Vec<Line> {
    let servers = dns.root_servers();
    let over = async |transport| {
        let asking = servers.iter().map(|server| dns.root_reply(*server, transport));
        egress(transport, &servers, join_all(asking).await)
    };
    let (udp, tcp) = futures::future::join(over(Transport::Udp), over(Transport::Tcp)).await;
    vec![udp, tcp]
}

fn egress(
    transport: Transport,
    servers: &[SocketAddr],
    replies: Vec<(Option<Reply>, Duration)>,
) -> Line {
    let subject = Subject::NameServers;
    let way = match transport {
        Transport::Udp => "UDP",
        Transport::Tcp => "TCP",
    };
    let named = servers.iter().zip(replies);
    let answered: Vec<(&SocketAddr, Reply, Duration)> =
        named.filter_map(|(server, (reply, took))| Some((server, reply?, took))).collect();
    let genuine = answered.iter().find(|(_, reply, _)| matches!(reply, Reply::Records { .. }));
    match (genuine, answered.first()) {
        (Some((server, _, took)), _) => {
            let some = answered.len();
            let seen = format!(
                "{some} of {} of the root answer over {way}, {server} in {}",
                servers.len(),
                ms(*took)
            );
            Line::ok(subject, seen)
        }
        (None, Some((server, reply, _))) => {
            let seen =
                format!("{server} answers over {way} as no server of the root does ({reply:?})");
            let remedy = "something on the way answers in its place: let port 53 pass unchanged";
            Line::failed(subject, seen, remedy)
        }
        (None, None) => {
            let seen = format!("no server of the root answers over {way}");
            let remedy = match transport {
                Transport::Udp => "let UDP out to port 53 anywhere, or name reachable ROOT_HINTS",
                Transport::Tcp => "let TCP out to port 53 anywhere: long answers come over it",
            };
            Line::failed(subject, seen, remedy)
        }
    }
}

/// The edge, by a handshake that makes it order nothing.
pub(super) async fn edge(probe: &Probe, edge: SocketAddr) -> Line {
    let subject = Subject::Edge;
    match probe.greet(edge).await {
        Greeting::Tls(took) => Line::ok(subject, format!("{edge} speaks TLS, in {}", ms(took))),
        Greeting::NotTls => {
            let seen = format!("{edge} answers, and does not speak TLS");
            Line::failed(subject, seen, "EDGE_ADDR is the edge's HTTPS port, usually 443")
        }
        Greeting::Refused => {
            let seen = format!("{edge} can't be reached");
            Line::failed(subject, seen, "start the edge, or mend EDGE_ADDR and the way to it")
        }
        Greeting::TimedOut => {
            let seen = format!("{edge} gives no answer");
            Line::failed(subject, seen, "let this server through to the edge's HTTPS port")
        }
    }
}

/// The CAs that are asked for certificates: each is there, and is the one that domains' CAA records
/// are compared with.
pub(super) async fn cas(acme: &Acme, names: &[String], now: OffsetDateTime) -> Vec<Line> {
    let subject = Subject::Ca;
    let issuers = acme.issuers();
    let look = async |(nth, issuer): (usize, &Issuer)| {
        let (directory, own) = (&issuer.directory, names_of(nth, issuers.len(), names));
        let is_own = |told: &String| own.iter().any(|name| name.eq_ignore_ascii_case(told));
        let name = own.join(", ");
        match acme.caa_names(issuer, now).await {
            Ok(told) if told.is_empty() || told.iter().any(is_own) => {
                Line::ok(subject, format!("{directory} answers, and is {name} to CAA records"))
            }
            Ok(told) => {
                let told = told.join(", ");
                let seen = format!("{directory} is {told} to CAA records, and not {name}");
                Line::failed(subject, seen, "let EDGE_ISSUER name it, at its place in the list")
            }
            Err(error) => Line::failed(
                subject,
                format!("{directory}: {error}"),
                "let this server through to it over HTTPS, mend ACME_DIRECTORY, or trust it by \
                 ACME_ROOT",
            ),
        }
    };
    join_all(issuers.iter().enumerate().map(look)).await
}

/// What the public URL leads to.
pub(super) fn public_url(url: &str, answer: &Result<OwnAnswer, OwnError>) -> Line {
    let subject = Subject::PublicUrl;
    match answer {
        Ok(answer) if answer.is_ours => {
            Line::ok(subject, format!("{url} leads here, in {}", ms(answer.took)))
        }
        Ok(answer) => {
            let seen =
                format!("{url} answered with status {}, and not as this server", answer.status);
            let remedy = "let it lead to LISTEN_ADDR of a running server with this TOKEN_SECRET";
            Line::failed(subject, seen, remedy)
        }
        Err(error) => {
            let mut seen = format!("{url}: {error}");
            if let Some(cause) = std::error::Error::source(error) {
                seen = format!("{seen}: {cause}");
            }
            let remedy = match error {
                OwnError::Handshake(_) => "give the proxy before this server a valid certificate",
                OwnError::NoAddress(_) => "add an address record for that name",
                OwnError::Address(_)
                | OwnError::Unreachable(..)
                | OwnError::NoAnswer
                | OwnError::TimedOut => {
                    "start the server and the proxy before it; from inside some networks their \
                     own public address can't be reached: then try from outside"
                }
            };
            Line::failed(subject, seen, remedy)
        }
    }
}

fn ms(took: Duration) -> String {
    format!("{} ms", took.as_millis())
}
