//! Connections: create, list, find, prove, archive.

use app::domain::connection::{Input, Progress};
use app::domain::desired::{Challenge, Desired, DesiredRecord, Kind};
use app::domain::finding::Severity;
use app::domain::observation::Delegation;
use app::domain::provider::{Provider, ProviderRef};
use app::domain::session::Scope;

use super::caller::Caller;
use super::intake::{self, Intake};
use super::{Service, ServiceError};
use crate::clock::{new_id, random_bytes};
use crate::store::{
    Application, Connection, ConnectionFilter, ConnectionId, CreateError, NewConnection, Page,
};

/// A widget token may hold so many unproven connections per reference.
const MAX_UNPROVEN: i64 = 5;
/// The longest `reference`, characters.
pub const MAX_REFERENCE: usize = 200;

/// What a new connection is asked to be.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// As typed.
    pub hostname: String,
    /// The tenant's own id of its customer.
    pub reference: Option<String>,
    /// Several made together.
    pub batch_id: Option<String>,
    /// Opaque to us.
    pub metadata: serde_json::Value,
}

impl Service {
    /// Creates a connection for `application`, and looks at it as soon as a worker is free.
    pub async fn create_connection(
        &self,
        caller: &Caller,
        application: &Application,
        wish: Wish,
    ) -> Result<Connection, ServiceError> {
        let intake = intake::read(&wish.hostname)?;
        caller.may_create(&intake.hostname)?;
        let (reference, limit) = reference_for(caller, wish.reference)?;
        let zone = self.dns.zone_of(&intake.hostname).await.ok();
        let zone = zone.as_ref().and_then(Delegation::zone);
        let now = self.clock.now();
        let kind = match zone {
            _ if intake.hostname.is_wildcard() => Kind::Wildcard,
            Some(zone) if zone.apex == *intake.hostname.as_owner() => Kind::Apex,
            None if intake::registrable_domain(&intake.hostname).as_ref()
                == Some(intake.hostname.as_owner()) =>
            {
                Kind::Apex
            }
            Some(_) | None => Kind::Subdomain,
        };
        let new = NewConnection {
            id: ConnectionId::from(new_id()),
            tenant_id: application.tenant_id,
            application_id: application.id,
            environment: application.environment,
            display_hostname: intake.display.clone(),
            reference,
            batch_id: wish.batch_id,
            metadata: wish.metadata,
            zone_apex: zone.map(|zone| zone.apex.clone()),
            provider: zone.and_then(Provider::of).map(ProviderRef::from),
            desired: self.desired(application, intake, kind),
            progress: Progress::new(now),
            created_at: now,
            next_check_at: now,
        };
        let created = match self.store.create_connection(&new, limit).await {
            Ok(connection) => connection,
            Err(CreateError::Duplicate(id)) => {
                return Err(ServiceError::Conflict { own: Some(id) });
            }
            Err(CreateError::ClaimHeld { holder, tenant }) => {
                // A customer is not told of other customers; a tenant is told of its own.
                let own = matches!(caller, Caller::Key(key) if key.tenant == tenant);
                return Err(ServiceError::Conflict { own: own.then_some(holder) });
            }
            Err(CreateError::TooManyUnproven) => {
                return Err(ServiceError::TooMany { retry_after: time::Duration::HOUR });
            }
            Err(CreateError::Store(error)) => return Err(error.into()),
        };
        self.wake.notify_one();
        Ok(created)
    }

    fn desired(&self, application: &Application, intake: Intake, kind: Kind) -> Desired {
        let token = base32(&random_bytes::<32>());
        Desired {
            challenge: Challenge {
                name: intake.challenge_name,
                value: format!("fairlead-verify-{token}"),
            },
            hostname: intake.hostname,
            kind,
            template: application.record_template.clone(),
            issuers: self.settings.issuers.clone(),
        }
    }

    /// The connection, if the caller reaches it.
    pub async fn connection(
        &self,
        caller: &Caller,
        id: ConnectionId,
    ) -> Result<Connection, ServiceError> {
        let connection = self.store.find_connection(id).await?;
        connection.filter(|found| caller.reaches(found)).ok_or(ServiceError::NotFound)
    }

    /// The connections that the caller reaches, the latest first.
    pub async fn connections(
        &self,
        caller: &Caller,
        filter: &ConnectionFilter,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Page<Connection>, ServiceError> {
        let mut filter = filter.clone();
        match caller {
            Caller::Key(key) => {
                filter.tenant_id = Some(key.tenant);
                filter.environment = Some(key.environment);
                if !key.holds(super::caller::KeyScope::AppsAdmin) {
                    narrow(&mut filter.application_id, key.application)?;
                }
            }
            Caller::Token(token) => {
                let Scope { reference, connection_id, domain } = &token.claims.scope;
                narrow(&mut filter.application_id, token.application.id)?;
                if let Some(reference) = reference {
                    narrow(&mut filter.reference, reference.clone())?;
                }
                if let Some(domain) = domain {
                    narrow(&mut filter.hostname, domain.clone())?;
                }
                if let Some(id) = connection_id {
                    let id = id.parse().map_err(|_| ServiceError::NotFound)?;
                    narrow(&mut filter.id, id)?;
                }
            }
        }
        Ok(self.store.list_connections(&filter, cursor, limit).await?)
    }

    /// Looks at the ownership TXT now.
    pub async fn verify(
        &self,
        caller: &Caller,
        id: ConnectionId,
    ) -> Result<Connection, ServiceError> {
        self.connection(caller, id).await?;
        let connection = self.check_now(id).await?;
        if connection.progress.proven_at.is_some() {
            return Ok(connection);
        }
        if self.store.claim_holder(&connection).await?.is_some() {
            return Err(ServiceError::Conflict { own: None });
        }
        let ownership = |finding: &app::domain::finding::Finding| {
            finding.severity == Severity::Blocking
                && finding.record.as_ref().is_none_or(|at| at.host == connection.desired.challenge.name)
        };
        let findings = connection.findings.iter().filter(|finding| ownership(finding)).cloned();
        Err(ServiceError::OwnershipNotFound(findings.collect()))
    }

    /// Offboards a connection; returns it and the records that may go now.
    pub async fn archive(
        &self,
        caller: &Caller,
        id: ConnectionId,
    ) -> Result<(Connection, Vec<DesiredRecord>), ServiceError> {
        caller.may_delete()?;
        // A check that ends meanwhile has moved the version: look again and archive that.
        for _ in 0..5 {
            let mut connection = self.connection(caller, id).await?;
            let records = connection.desired.records();
            let now = self.clock.now();
            let (progress, moved) = connection.progress.step(Input::Archive, now, &self.policy);
            if moved.is_empty() {
                return Ok((connection, records));
            }
            connection.progress = progress;
            match self.save(connection, &moved, now).await {
                Ok(saved) => {
                    self.hub.changed(id);
                    return Ok((saved, records));
                }
                Err(ServiceError::Store(crate::store::StoreError::StaleVersion)) => {}
                Err(error) => return Err(error),
            }
        }
        Err(ServiceError::TooMany { retry_after: time::Duration::SECOND })
    }
}

/// A filter that the caller's reach is laid over: what contradicts it reaches nothing.
fn narrow<T: PartialEq>(filter: &mut Option<T>, reach: T) -> Result<(), ServiceError> {
    if filter.as_ref().is_some_and(|wanted| *wanted != reach) {
        return Err(ServiceError::NotFound);
    }
    *filter = Some(reach);
    Ok(())
}

/// The reference of a new connection, and how many unproven ones it may have.
fn reference_for(
    caller: &Caller,
    wished: Option<String>,
) -> Result<(Option<String>, Option<i64>), ServiceError> {
    let reference = match caller {
        Caller::Key(_) => return Ok((wished, None)),
        Caller::Token(token) => token.claims.scope.reference.clone(),
    };
    if wished.is_some() && wished != reference {
        return Err(ServiceError::Forbidden("the token is for another reference"));
    }
    Ok((reference, Some(MAX_UNPROVEN)))
}

/// RFC 4648 §6, lower case, without padding: 32 bytes become 52 characters.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let bits = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    let bits: Vec<u8> = bits.collect();
    bits.chunks(5)
        .map(|chunk| {
            let value = chunk.iter().fold(0_u8, |value, bit| value << 1 | bit) << (5 - chunk.len());
            char::from(ALPHABET[usize::from(value & 31)])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenge_tokens_are_lower_case_base32() {
        // RFC 4648 §10.
        for (text, want) in [("", ""), ("f", "my"), ("foo", "mzxw6"), ("foobar", "mzxw6ytboi")] {
            assert_eq!(base32(text.as_bytes()), want);
        }
        assert_eq!(base32(&[0xff; 32]).len(), 52);
    }
}
