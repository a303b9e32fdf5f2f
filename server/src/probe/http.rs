//! The path by which a CA checks a name (RFC 8555 §8.3), walked as a CA walks it: over HTTP to
//! one address, and wherever redirects lead from there.

use std::net::{IpAddr, SocketAddr};

use app::domain::name::{Hostname, OwnerName};
use app::domain::web::{Hop, Visit, VisitEnd};
use hyper::header::{LOCATION, SERVER};
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::time::timeout_at;
use url::{Host, Url};

use super::exchange::{Fault, Heard, get};
use super::marker::{Reading, Token};
use super::{Deadline, Probe, Resolve};

/// What is read of a body; a marker has some hundred octets.
const BODY: usize = 64 * 1024;
/// As many as Let's Encrypt follows.
const REDIRECTS: usize = 10;
/// The longest URL that is followed, as Let's Encrypt has it.
const MAX_URL: usize = 2000;
/// What is kept of a `Server` field.
const MAX_SERVER: usize = 100;

/// Why a visit is over.
#[derive(Clone, Copy, Debug)]
enum Stop {
    At(VisitEnd),
    /// Something failed on our side: the visit tells nothing.
    Lost,
}

impl From<VisitEnd> for Stop {
    fn from(end: VisitEnd) -> Self {
        Self::At(end)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::At(match fault {
            Fault::Refused => VisitEnd::Refused,
            Fault::TimedOut => VisitEnd::TimedOut,
            Fault::Broken => VisitEnd::Broken,
            Fault::Forbidden => VisitEnd::Forbidden,
        })
    }
}

/// Where a URL leads, if it is one of the web's.
pub(super) struct Aim {
    pub(super) name: OwnerName,
    pub(super) port: u16,
    pub(super) is_tls: bool,
}

/// One visit under way.
struct Trip<'a, R> {
    probe: &'a Probe,
    resolve: &'a R,
    hostname: &'a Hostname,
    start: IpAddr,
    token: Token,
    deadline: Deadline,
    hops: Vec<Hop>,
}

impl Probe {
    /// Walks from `start`; `None` when it could not be done for reasons on our side.
    pub(super) async fn walk(
        &self,
        hostname: &Hostname,
        start: IpAddr,
        resolve: &impl Resolve,
    ) -> Option<Visit> {
        let token = Token::random();
        let url = format!("http://{hostname}/.well-known/acme-challenge/{}", token.as_str());
        let first = Url::parse(&url).ok()?;
        let deadline = self.patience.begin();
        let hops = Vec::new();
        let mut trip = Trip { probe: self, resolve, hostname, start, token, deadline, hops };
        match trip.walk(first).await {
            Stop::At(end) => {
                Some(Visit { url, address: start, end, hops: trip.hops, at: self.clock.now() })
            }
            Stop::Lost => None,
        }
    }

    pub(super) fn aim(&self, url: &Url) -> Option<Aim> {
        let (is_tls, usual) = match url.scheme() {
            "http" => (false, self.http_port),
            "https" => (true, self.https_port),
            _ => return None,
        };
        // CAs take neither credentials nor addresses.
        let Some(Host::Domain(name)) = url.host() else { return None };
        let is_plain = url.username().is_empty() && url.password().is_none();
        let port = match url.port() {
            None => Some(usual),
            Some(port) => self.rules.permits_web_port(port).then_some(port),
        };
        Some(Aim { name: name.parse().ok()?, port: port.filter(|_| is_plain)?, is_tls })
    }
}

impl<R: Resolve> Trip<'_, R> {
    async fn walk(&mut self, first: Url) -> Stop {
        let mut asked = Vec::new();
        let mut url = first;
        loop {
            let heard = match self.step(&url).await {
                Ok(heard) => heard,
                Err(stop) => return stop,
            };
            let next = match self.led(&url, &heard) {
                Ok(next) => next,
                Err(end) => return end.into(),
            };
            asked.push(url);
            if asked.contains(&next) {
                return VisitEnd::Circle.into();
            }
            if REDIRECTS < asked.len() {
                return VisitEnd::TooMany.into();
            }
            url = next;
        }
    }

    /// One request, and what came of it.
    async fn step(&mut self, url: &Url) -> Result<Heard, Stop> {
        let aim = self.probe.aim(url).ok_or(VisitEnd::Forbidden)?;
        let stream = self.connect(url, &aim).await?;
        let heard = if aim.is_tls {
            let name = ServerName::try_from(aim.name.as_str().to_owned());
            let name = name.map_err(|_| VisitEnd::Forbidden)?;
            let shaking = self.probe.lenient.connect(name, stream);
            let stream = timeout_at(self.deadline.step(), shaking).await;
            let stream = stream.map_err(|_| VisitEnd::TimedOut)?.map_err(|_| VisitEnd::Broken)?;
            get(stream, url, BODY, self.deadline).await?
        } else {
            get(stream, url, BODY, self.deadline).await?
        };
        if let Some(hop) = self.hops.last_mut() {
            hop.status = Some(heard.status);
            hop.server = heard.field(&SERVER).map(|text| legible(&text, MAX_SERVER));
            hop.location = heard.field(&LOCATION).map(|text| legible(&text, MAX_URL));
        }
        Ok(heard)
    }

    /// A connection to where the URL leads: the address before the name's other family is tried.
    async fn connect(&mut self, url: &Url, aim: &Aim) -> Result<TcpStream, Stop> {
        let addresses = self.addresses(&aim.name).await?;
        let mut stop = Stop::At(VisitEnd::Forbidden);
        for ip in self.probe.candidates(&addresses) {
            let address = SocketAddr::new(ip, aim.port);
            let url = url.to_string();
            self.hops.push(Hop { url, address, status: None, server: None, location: None });
            match self.probe.reach(address, self.deadline).await {
                Ok(stream) => return Ok(stream),
                Err(fault) => stop = fault.map_or(Stop::Lost, Stop::from),
            }
        }
        Err(stop)
    }

    /// The hostname stays where the visit began, so that each visit tells of one address; every
    /// other name is looked up anew.
    async fn addresses(&self, name: &OwnerName) -> Result<Vec<IpAddr>, Stop> {
        if name == self.hostname.as_owner() {
            return Ok(vec![self.start]);
        }
        let found = timeout_at(self.deadline.end, self.resolve.addresses(name)).await;
        let addresses = found.ok().flatten().ok_or(Stop::Lost)?;
        if addresses.is_empty() { Err(VisitEnd::Nowhere.into()) } else { Ok(addresses) }
    }

    /// Where the answer leads on, or how the visit ends with it.
    fn led(&self, url: &Url, heard: &Heard) -> Result<Url, VisitEnd> {
        let location = match heard.status {
            301..=303 | 307 | 308 => heard.field(&LOCATION),
            _ => None,
        };
        let Some(location) = location else { return Err(self.arrived(heard)) };
        let next = Some(location).filter(|text| text.len() <= MAX_URL);
        let mut next = next.and_then(|text| url.join(&text).ok()).ok_or(VisitEnd::Forbidden)?;
        next.set_fragment(None);
        if next.as_str().len() <= MAX_URL { Ok(next) } else { Err(VisitEnd::Forbidden) }
    }

    fn arrived(&self, heard: &Heard) -> VisitEnd {
        if heard.status != 200 {
            return VisitEnd::Answered;
        }
        match self.probe.markers.read(self.hostname, &self.token, &heard.body) {
            Reading::Genuine => VisitEnd::Marker,
            Reading::UnknownKey => VisitEnd::Unchecked,
            Reading::Foreign => VisitEnd::Answered,
        }
    }
}

/// What can be shown of a text that a stranger chose.
fn legible(text: &str, limit: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(limit).collect()
}
