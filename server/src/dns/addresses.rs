//! What stands at a name that somebody named, as a redirect does: by the authorities alone, so
//! that no resolver learns an absence by it.

use std::net::IpAddr;

use app::domain::domain_connect::Unknown;
use app::domain::name::OwnerName;
use app::domain::observation::{Answer, Delegation};
use app::domain::record::{Rdata, RecordType};
use tokio::time::timeout_at;

use super::Dns;
use super::chain::HOPS;
use super::look::Look;
use super::wire::Question;

impl Dns {
    /// Whether there is a way from here to `address` at all.
    #[must_use]
    pub fn reaches(&self, address: IpAddr) -> bool {
        self.client.reaches(address)
    }

    /// The addresses of `name` that can be reached from here; empty when it has none at all,
    /// `None` when that could not be found out.
    ///
    /// It is asked for the sake of `about`: neither that nor anything above it is asked of a
    /// resolver.
    pub async fn addresses(&self, name: &OwnerName, about: &OwnerName) -> Option<Vec<IpAddr>> {
        let look = Look::new(self, about.clone());
        let looking = async {
            let delegation = look.walk(name).await.ok()?.delegation;
            look.follow(name.clone()).await;
            Some(delegation)
        };
        let delegation = timeout_at(look.until, looking).await.ok().flatten()?;
        let answers = look.into_notebook().answers;
        let all: Vec<IpAddr> = answers.iter().flat_map(Answer::values).filter_map(ip).collect();
        if all.is_empty() {
            return is_absent(&delegation, &answers).then_some(all);
        }
        let near: Vec<IpAddr> = all.into_iter().filter(|ip| self.reaches(*ip)).collect();
        (!near.is_empty()).then_some(near)
    }

    /// The first text at `name`, or where it is an alias to (RFC 1034 §3.6.2).
    pub async fn text(&self, name: &OwnerName) -> Result<Option<String>, Unknown> {
        let look = Look::new(self, name.clone());
        let asking = look.text(name.clone());
        timeout_at(look.until, asking).await.map_err(|_| Unknown)?
    }
}

impl Look<'_> {
    async fn text(&self, start: OwnerName) -> Result<Option<String>, Unknown> {
        let mut name = start;
        for _ in 0..HOPS {
            if !self.follows(&name) {
                break;
            }
            let charge = self.walk(&name).await.map_err(|_| Unknown)?;
            let question = Question::new(name.clone(), RecordType::Txt);
            let answer = self.ask_any(&question, &charge.servers).await.ok_or(Unknown)?;
            match answer.alias() {
                Some(next) => name = next.clone(),
                None => return Ok(answer.values().find_map(Rdata::text).cloned()),
            }
        }
        Ok(None)
    }
}

/// Whether it was said that the name leads nowhere, rather than not said where.
fn is_absent(delegation: &Delegation, answers: &[Answer]) -> bool {
    match delegation {
        Delegation::NotRegistered { .. } | Delegation::NotDelegated { .. } => true,
        Delegation::Lame(_) | Delegation::Unknown => false,
        Delegation::Zone(_) => {
            // The last name on the way: everything before it was an alias.
            let last = answers.iter().rev().take(2);
            2 <= answers.len() && last.clone().all(|answer| answer.reply.is_absence())
        }
    }
}

const fn ip(rdata: &Rdata) -> Option<IpAddr> {
    match rdata {
        Rdata::A(ip) => Some(IpAddr::V4(*ip)),
        Rdata::Aaaa(ip) => Some(IpAddr::V6(*ip)),
        Rdata::Caa { .. }
        | Rdata::Cname(_)
        | Rdata::Dname(_)
        | Rdata::Mx { .. }
        | Rdata::Ns(_)
        | Rdata::Soa { .. }
        | Rdata::Txt(_)
        | Rdata::Other { .. } => None,
    }
}
