//! A look at a name that nobody has connected.

use app::domain::desired::Kind;
use app::domain::earlier::Earlier;
use app::domain::expectation::Expectation;
use app::domain::finding::{Cause, Finding};
use app::domain::name::{Hostname, OwnerName};
use app::domain::observation::{Delegation, Observation};
use app::domain::survey::{CaaSurvey, ExistingRecord, caa, conflicts, existing};

use super::caller::Caller;
use super::intake::{self, Intake};
use super::web::Asker;
use super::{Service, ServiceError};
use crate::store::Application;

/// What stands at a name.
#[derive(Debug)]
pub struct DomainCheck {
    /// In A-labels.
    pub hostname: Hostname,
    /// What it is to its zone.
    pub kind: Kind,
    /// Which zone is in charge.
    pub delegation: Delegation,
    /// What was registered, by the registry's rules.
    pub registrable_domain: Option<OwnerName>,
    /// Below which it was registered.
    pub public_suffix: Option<OwnerName>,
    /// What the authorities have there.
    pub existing: Vec<ExistingRecord>,
    /// What of it must go first.
    pub conflicts: Vec<ExistingRecord>,
    /// Who may issue certificates.
    pub caa: CaaSurvey,
    /// What there is to say.
    pub findings: Vec<Finding>,
}

impl Service {
    /// Looks at a name, as it was typed, for a caller who need not have connected it. Nobody
    /// learns here whether somebody else has.
    pub async fn check_domain(
        &self,
        caller: &Caller,
        text: &str,
    ) -> Result<DomainCheck, ServiceError> {
        let Intake { hostname, challenge_name, .. } = intake::read(text)?;
        let application = self.may_look_at(caller, &hostname).await?;
        let delegation = self.dns.zone_of(&hostname).await.ok();
        let kind = intake::kind(&hostname, delegation.as_ref().and_then(Delegation::zone));
        let expectation = Expectation {
            hostname: hostname.clone(),
            kind,
            challenge_name,
            ownership: None,
            routing: None,
            issuers: self.settings.issuers.clone(),
            accounts: self.accounts().await?,
        };
        let mut desired = expectation.desired();
        let observation = self.dns.observe(&desired, &Earlier::default()).await;
        let (observation, mut findings) = match observation {
            Ok(mut observation) => {
                let asker = Asker { probe: &self.probe, dns: &self.dns };
                observation.registration = asker.ask_registry(&desired, &observation).await;
                let findings = expectation.findings(&observation);
                (observation, findings)
            }
            Err(error) => {
                tracing::warn!(%hostname, %error, "could not look");
                let nothing = Observation::of(self.clock.now(), Delegation::Unknown, Vec::new());
                (nothing, vec![Finding::unseen(Cause::LookupFailed)])
            }
        };
        if let Some(why) = self.risk_of(application.id, application.environment, &hostname).await? {
            let name = hostname.as_owner().clone();
            findings.insert(0, Finding::unseen(Cause::HighRiskDomain { name, why }));
        }
        let existing = existing(&hostname, &observation);
        desired.template = application.record_template;
        Ok(DomainCheck {
            kind,
            registrable_domain: intake::registrable_domain(&hostname),
            public_suffix: intake::public_suffix(&hostname),
            conflicts: conflicts(&desired, &existing),
            caa: caa(&hostname, &observation, &findings),
            delegation: observation.delegation,
            existing,
            findings,
            hostname,
        })
    }

    /// The application for which the caller asks; a token asks for what it reaches alone.
    async fn may_look_at(
        &self,
        caller: &Caller,
        hostname: &Hostname,
    ) -> Result<Application, ServiceError> {
        match caller {
            Caller::Key(key) => {
                let application = self.store.find_application(key.application).await?;
                application.ok_or(ServiceError::NotFound)
            }
            Caller::Token(token) => {
                let scope = &token.claims.scope;
                let mut reached = scope.domain.as_ref().is_none_or(|domain| domain == hostname);
                if let Some(id) = &scope.connection_id {
                    let id = id.parse().map_err(|_| ServiceError::NotFound)?;
                    let its = self.store.find_connection(id).await?;
                    reached &= its.is_some_and(|its| its.hostname == *hostname);
                }
                if reached {
                    Ok(token.application.clone())
                } else {
                    Err(ServiceError::Forbidden("the token is for another domain"))
                }
            }
        }
    }
}
