//! Our accounts at CAs.

use std::sync::{Arc, PoisonError};

use super::super::{Service, ServiceError};
use super::{Certificates, OBSTACLE, Slot, StepError};
use crate::acme::{Login, account_url, names_of};
use crate::seal::Sealed;
use crate::store::certificates::Issuing;

impl Service {
    pub(super) async fn login_of(
        &self,
        certificates: &Certificates,
        issuing: &Issuing,
    ) -> Result<Arc<Login>, StepError> {
        let directory = issuing.paper.directory.as_deref();
        let directory = directory.ok_or(ServiceError::Rules("an order of no CA"))?;
        self.login(certificates, directory).await
    }

    /// Our account at a CA: the one that all nodes use, made where there is none.
    pub(super) async fn login(
        &self,
        certificates: &Certificates,
        directory: &str,
    ) -> Result<Arc<Login>, StepError> {
        let slot = certificates.slot(directory);
        // One after the other, lest each make an account; a CA that is silent keeps nobody waiting
        // but the first.
        let mut slot = slot.lock().await;
        if let Some((_, known)) = &slot.login {
            return Ok(Arc::clone(known));
        }
        let now = self.clock.now();
        if let Some((at, error)) = slot.failed.as_ref().filter(|(at, _)| now < *at + OBSTACLE) {
            tracing::debug!(%at, directory, "a CA is left alone for a moment");
            return Err(error.clone().into());
        }
        let opened = self.open_login(certificates, directory).await;
        if let Err(StepError::Acme(error)) = &opened {
            slot.failed = Some((self.clock.now(), error.clone()));
        }
        let (kept, login) = opened?;
        let login = Arc::new(login);
        *slot = Slot { login: Some((kept, Arc::clone(&login))), failed: None };
        Ok(login)
    }

    /// The account as it is kept, and opened.
    async fn open_login(
        &self,
        certificates: &Certificates,
        directory: &str,
    ) -> Result<(String, Login), StepError> {
        let now = self.clock.now();
        let acme = &certificates.acme;
        let kept = if let Some(kept) = self.store.acme_account(directory).await? {
            kept
        } else {
            let issuer = acme.issuers().iter().find(|it| it.directory.as_str() == directory);
            let issuer = issuer.ok_or(ServiceError::Rules("a CA that is not set any more"))?;
            let (_, credentials) = acme.register(issuer, now).await?;
            let sealed = self.seal.seal(credentials.as_bytes(), &of_account(directory));
            let sealed = sealed.map_err(ServiceError::from)?;
            self.store.keep_acme_account(directory, sealed.text()).await?
        };
        let opened = self.credentials(directory, &kept)?;
        let login = acme.login(&opened, now).await?;
        Ok((kept, login))
    }

    fn credentials(&self, directory: &str, kept: &str) -> Result<String, ServiceError> {
        let opened = self.seal.open(&Sealed::from_text(kept.to_owned()), &of_account(directory))?;
        String::from_utf8(opened).map_err(|_| ServiceError::Rules("an account that is no text"))
    }

    /// Our accounts at the CAs, one for each of their CAA names (RFC 8657 §3).
    pub(in crate::service) async fn accounts(&self) -> Result<Vec<Option<String>>, ServiceError> {
        let Some(certificates) = &self.certificates else { return Ok(Vec::new()) };
        let (issuers, names) = (certificates.acme.issuers(), &self.settings.issuers);
        let mut accounts = Vec::new();
        for (nth, issuer) in issuers.iter().enumerate() {
            let directory = issuer.directory.as_str();
            let kept = self.store.acme_account(directory).await?;
            let account = kept.and_then(|kept| self.account(certificates, directory, &kept));
            let own = names_of(nth, issuers.len(), names).iter();
            accounts.extend(own.map(|_| account.clone()));
        }
        Ok(accounts)
    }

    /// The URL of an account; opened once for all looks.
    fn account(&self, certificates: &Certificates, directory: &str, kept: &str) -> Option<String> {
        let known = || certificates.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(account) = known().get(kept) {
            return Some(account.clone());
        }
        let account = account_url(&self.credentials(directory, kept).ok()?)?;
        known().insert(kept.to_owned(), account.clone());
        Some(account)
    }

    /// Seals accounts again that were sealed with another key than the first, so that one can be
    /// given up.
    pub async fn seal_accounts_again(&self) -> Result<(), ServiceError> {
        let Some(key) = self.seal.key_id() else { return Ok(()) };
        for (directory, kept) in self.store.acme_accounts().await? {
            if Sealed::from_text(kept.clone()).key_id() == key {
                continue;
            }
            let Ok(credentials) = self.credentials(&directory, &kept) else {
                tracing::warn!(directory, "an account at a CA can't be opened");
                continue;
            };
            let again = self.seal.seal(credentials.as_bytes(), &of_account(&directory))?;
            self.store.change_acme_account(&directory, &kept, again.text()).await?;
        }
        Ok(())
    }

    /// A CA knows our account no more: another is made.
    pub(super) async fn forget_login(
        &self,
        certificates: &Certificates,
        directory: &str,
    ) -> Result<(), ServiceError> {
        let slot = certificates.slot(directory);
        let Some((ours, _)) = slot.lock().await.login.take() else { return Ok(()) };
        // In other words, where it was sealed anew meanwhile.
        let url = |kept: &str| self.account(certificates, directory, kept);
        let kept = self.store.acme_account(directory).await?;
        if let Some(kept) = kept.filter(|kept| *kept == ours || url(kept) == url(&ours)) {
            self.store.forget_acme_account(directory, &kept).await?;
        }
        Ok(())
    }
}

/// What an account is sealed for.
fn of_account(directory: &str) -> String {
    format!("account {directory}")
}
