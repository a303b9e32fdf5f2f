//! What is answered and wanted of certificates that this server gets by itself.

use std::sync::PoisonError;

use app::domain::certificate::Stage;
use app::domain::connection::State;
use app::domain::issuance::ORDERS;
use time::OffsetDateTime;

use super::super::ask::wildcard_above;
use super::super::{Service, ServiceError};
use super::Certificates;
use crate::edge::vault::Answer;
use crate::seal::Sealed;
use crate::store::certificates::Issuing;
use crate::store::{Connection, ConnectionId};

impl Service {
    /// The key and the chain for visitors of `name`, PEM: its own, or those of the wildcard above.
    #[must_use]
    pub fn certificate_for(&self, name: &str) -> Option<String> {
        let certificates = self.certificates.as_ref()?;
        let now = self.clock.now();
        [Some(name.to_owned()), wildcard_above(name)].into_iter().flatten().find_map(|name| {
            // Whoever's it is: where a name changes hands, the old one serves until the new is there.
            let (_, bundle) = certificates.vault.bundle(&name)?;
            let is_served = self.index.find(&name)?.gate.shut(now).is_none();
            is_served.then_some(bundle)
        })
    }

    /// What a CA wants to find at a token of `name`.
    #[must_use]
    pub fn challenge_answer(&self, name: &str, token: &str) -> Option<String> {
        self.certificates.as_ref()?.vault.answer(name, token)
    }

    /// What stands at a name of the zone that is ours.
    #[must_use]
    pub fn challenge_text(&self, name: &str) -> Option<String> {
        self.certificates.as_ref()?.vault.text(name)
    }

    /// Takes over what any node wrote of certificates.
    pub async fn follow_certificates(&self) -> Result<(), ServiceError> {
        let Some(certificates) = &self.certificates else { return Ok(()) };
        let mark = *certificates.mark.lock().unwrap_or_else(PoisonError::into_inner);
        let take = |issuing| self.shelve(certificates, &issuing);
        let mark = self.store.read_certificates(mark, take).await?;
        *certificates.mark.lock().unwrap_or_else(PoisonError::into_inner) = Some(mark);
        Ok(())
    }

    pub(super) fn shelve(&self, certificates: &Certificates, issuing: &Issuing) {
        let is_ending = issuing.issuance.is_over || issuing.issuance.stage == Some(Stage::Deletion);
        let keeps = !is_ending || self.is_heir_without(certificates, issuing);
        let bundle = keeps.then(|| self.bundle_of(issuing)).flatten();
        let answer = issuing.paper.answer.as_ref().map(|answer| Answer {
            token: answer.token.clone(),
            key_authorization: answer.key_authorization.clone(),
            text: answer.dns_name.clone().map(|name| (name, answer.dns_value.clone())),
        });
        let (connection, hostname) = (issuing.connection, &issuing.hostname);
        certificates.vault.put(connection, hostname, bundle.as_deref(), answer);
    }

    /// Whether another connection has the name now, and no certificate of its own yet.
    pub(super) fn is_heir_without(&self, certificates: &Certificates, issuing: &Issuing) -> bool {
        self.index.find(issuing.hostname.as_str()).is_some_and(|heir| {
            heir.connection != issuing.connection
                && heir.gate.open.is_ok()
                && !certificates.vault.serves(heir.connection, &issuing.hostname)
        })
    }

    /// The key and the chain; nothing where the key of `CREDENTIAL_KEY` that they were sealed with
    /// is gone, since then nothing can be served.
    pub(super) fn bundle_of(&self, issuing: &Issuing) -> Option<String> {
        let id = issuing.connection;
        let read = self.unlocked(issuing.bundle.as_ref()?, id);
        read.inspect_err(|error| tracing::error!(connection = %id, %error, "a key can't be opened"))
            .ok()
    }

    /// Seals it with the key that seals now, so that another can be given up.
    pub(super) fn seal_bundle_again(
        &self,
        issuing: &mut Issuing,
        bundle: &str,
    ) -> Result<(), ServiceError> {
        let kept = issuing.bundle.clone().map(Sealed::from_text);
        if kept.as_ref().map(Sealed::key_id) != self.seal.key_id() {
            issuing.bundle = Some(self.locked(bundle, issuing.connection)?);
        }
        Ok(())
    }

    pub(super) fn locked(&self, text: &str, id: ConnectionId) -> Result<String, ServiceError> {
        let sealed = self.seal.seal(text.as_bytes(), &format!("certificate {id}"))?;
        Ok(sealed.text().to_owned())
    }

    pub(super) fn unlocked(&self, sealed: &str, id: ConnectionId) -> Result<String, ServiceError> {
        let sealed = Sealed::from_text(sealed.to_owned());
        let text = self.seal.open(&sealed, &format!("certificate {id}"))?;
        String::from_utf8(text).map_err(|_| ServiceError::Rules("a key that is no text"))
    }

    /// What a connection that was saved wants of its certificate. It was saved all the same where
    /// that can't be written down: the next look says it again.
    pub(in crate::service) async fn tend_certificate(&self, saved: &Connection) {
        let Some(certificates) = &self.certificates else { return };
        if !self.is_served(saved.environment) {
            return;
        }
        let now = self.clock.now();
        let tended = match saved.progress.state() {
            State::IssuingCert | State::Live | State::Drifted => {
                let serves = certificates.vault.serves(saved.id, &saved.hostname);
                if saved.refused || (serves && saved.certificate.is_valid_at(now)) {
                    return;
                }
                self.store.want_certificate(saved.id, &saved.hostname, now).await
            }
            State::Failed | State::Archived => self.store.hurry_certificate(saved.id, now).await,
            State::Created
            | State::PendingOwnership
            | State::Verifying
            | State::Verified
            | State::Propagating
            | State::Stalled => return,
        };
        match tended {
            Ok(()) => certificates.wake.notify_one(),
            Err(error) => {
                tracing::warn!(connection = %saved.id, %error, "a certificate is not tended");
            }
        }
    }

    /// Wants a certificate for all that are served and have none from here.
    pub async fn want_certificates(&self) -> Result<(), ServiceError> {
        if self.certificates.is_some() {
            // As fast as a CA takes them: whoever comes anew goes between.
            let now = self.clock.now();
            let wanted = self.store.want_certificates(now, ORDERS.pace()).await?;
            if 0 < wanted {
                tracing::info!(wanted, "certificates are to be got from here");
            }
        }
        Ok(())
    }

    /// Whether the edge can have a certificate for it: always, where it gets them itself.
    pub(in crate::service) fn is_offered(&self, connection: &Connection) -> bool {
        let certificates = self.certificates.as_ref();
        certificates.is_none_or(|it| it.vault.serves(connection.id, &connection.hostname))
    }

    /// Has what failed tried again now.
    pub(in crate::service) async fn restart_certificate(
        &self,
        id: ConnectionId,
        now: OffsetDateTime,
    ) -> Result<(), ServiceError> {
        let Some(certificates) = &self.certificates else { return Ok(()) };
        let connection = self.find(id).await?;
        if !self.is_served(connection.environment) {
            return Ok(());
        }
        self.store.want_certificate(id, &connection.hostname, now).await?;
        self.store.restart_certificate(id, now).await?;
        certificates.wake.notify_one();
        Ok(())
    }
}
