//! Names that a person must look at first, once a person has.

use app::domain::finding::Risk;
use app::domain::name::Hostname;
use serde_json::json;

use super::caller::Actor;
use super::told::By;
use super::{Service, ServiceError, intake};
use crate::store::allowances::Decision;
use crate::store::{ApplicationId, ConnectionId, Environment};

/// What came of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The name, in A-labels.
    pub hostname: Hostname,
    /// Why a person had to look, by the list at hand and by what CAs said.
    pub risk: Option<Risk>,
    /// Whether it was not decided so before.
    pub changed: bool,
    /// What the application follows under this name: told in its history, and looked at now.
    pub connections: Vec<ConnectionId>,
}

impl Service {
    /// What an operator decides for an application of a name, as it was typed. What becomes of
    /// the connections is found by the next look at each, which is due now.
    pub async fn decide(
        &self,
        application: ApplicationId,
        text: &str,
        decision: Decision,
    ) -> Result<Decided, ServiceError> {
        let hostname = intake::read(text)?.hostname;
        let by = By { cause: "request", actor: Actor::Operator };
        let line = by.line(decision.kind(), json!({}));
        let told =
            self.store.decide(application, &hostname, decision, &line, self.clock.now()).await?;
        let changed = told.is_some();
        let concerned = told.unwrap_or_default();
        for connection in &concerned {
            self.remember_due(connection.id, connection.due_at());
            self.hub.changed(connection.id);
        }
        self.wake.notify_one();
        let environment = self.store.find_application(application).await?.map(|it| it.environment);
        let risk = match environment {
            Some(environment) => self.risk_by_books(environment, &hostname).await?,
            None => self.risk_by_list(&hostname),
        };
        Ok(Decided {
            risk,
            hostname,
            changed,
            connections: concerned.iter().map(|connection| connection.id).collect(),
        })
    }

    /// Why a person must look at `hostname` before the application connects it, if one must and
    /// none has.
    pub(super) async fn risk_of(
        &self,
        application: ApplicationId,
        environment: Environment,
        hostname: &Hostname,
    ) -> Result<Option<Risk>, ServiceError> {
        let risk = if self.certificates.is_some() {
            self.risk_by_books(environment, hostname).await?
        } else {
            self.risk_by_list(hostname)
        };
        let Some(risk) = risk else { return Ok(None) };
        let allowed = self.store.is_allowed(application, hostname).await?;
        Ok((!allowed).then_some(risk))
    }

    /// The same, whoever has looked: by the list at hand, and by what CAs said.
    async fn risk_by_books(
        &self,
        environment: Environment,
        hostname: &Hostname,
    ) -> Result<Option<Risk>, ServiceError> {
        Ok(match self.risk_by_list(hostname) {
            None if self.store.is_rejected(environment, hostname).await? => Some(Risk::Refused),
            risk => risk,
        })
    }
}
