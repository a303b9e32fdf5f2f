//! Looks after the end: whether the records of a connection that was archived still lead here, where
//! whoever connects the name next would have its visitors.

use std::collections::BTreeSet;

use app::domain::circumstances::{Circumstances, Service as Served};
use app::domain::connection::{Input, Judgement, Verdict};
use app::domain::diagnosis::{after, judge, observed_records, told_by_books};

use super::caller::Actor;
use super::check::came_to;
use super::told::{By, is_new, turnover};
use super::{Service, ServiceError};
use crate::metrics::CheckOutcome;
use crate::store::save::ConnectionUpdate;
use crate::store::{Connection, Environment, StoreError};

impl Service {
    /// Looks back at a connection that was archived. It asks the DNS alone, moves nothing and
    /// announces nothing; what it found is in the findings and in the history.
    pub(super) async fn look_back(
        &self,
        mut connection: Connection,
        actor: Actor,
    ) -> Result<CheckOutcome, ServiceError> {
        let (id, lease) = (connection.id, connection.lease_number);
        let before = connection.findings.clone();
        let is_held = self.is_held_again(&connection).await?;
        let (input, outcome) = if is_held {
            // Its visitors are meant to come.
            connection.findings.clear();
            (Input::LoseClaim, CheckOutcome::Overtaken)
        } else {
            let verdict = self.see_what_is_left(&mut connection).await;
            (Input::Looked(verdict), came_to(verdict))
        };
        for finding in connection.findings.iter().filter(|finding| is_new(&before, finding)) {
            self.metrics.found(finding.cause.code());
        }
        let now = self.clock.now();
        let mut update = ConnectionUpdate::of(&connection);
        update.last_checked_at = Some(now);
        update.next_check_at = if is_held { None } else { self.next_check(&connection, now) };
        update.ends_lease = Some(lease);
        update.history = turnover(&before, &connection.findings, By::new(input, actor));
        match self.save(vec![update], now).await {
            Ok(_) => {}
            // Somebody was forgotten meanwhile.
            Err(ServiceError::Store(StoreError::StaleVersion)) => {
                self.let_go(id, lease).await?;
                return Ok(CheckOutcome::Overtaken);
            }
            Err(error) => return Err(error),
        }
        self.hub.changed(id);
        Ok(outcome)
    }

    /// Whether somebody holds the name by now, among its like or for the visitors of an edge.
    async fn is_held_again(&self, ended: &Connection) -> Result<bool, ServiceError> {
        for environment in BTreeSet::from([ended.environment, Environment::Live]) {
            if self.store.claim_of(environment, &ended.hostname).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes over what there is of its records; what could not be asked is as it was last seen.
    async fn see_what_is_left(&self, connection: &mut Connection) -> Verdict {
        let desired = &connection.desired;
        let observation = match self.dns.observe(desired, &connection.earlier).await {
            Ok(observation) => observation,
            Err(error) => {
                tracing::warn!(connection = %connection.id, %error, "could not look");
                return Verdict::INCONCLUSIVE;
            }
        };
        let verdict = judge(desired, &observation);
        let ended = Circumstances { service: Served::Ended, ..Circumstances::default() };
        let risk = told_by_books(desired, Some(&observation), &ended);
        // One server that leads here is enough; that none does, somebody must have said.
        if risk.is_empty() && verdict.routing == Judgement::Unknown {
            return Verdict::INCONCLUSIVE;
        }
        let now = self.clock.now();
        let mut earlier = after(desired, &observation);
        earlier.left_at = risk.is_empty().then(|| earlier.left_at.unwrap_or(now));
        let records = observed_records(desired, &observation);
        if !records.is_empty() {
            connection.observed = records;
        }
        connection.earlier = earlier;
        connection.findings = risk;
        connection.observed_at = Some(now);
        verdict
    }
}
