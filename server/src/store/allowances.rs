//! Names that an application may connect although a person must look at them first: one has.

use app::domain::name::Hostname;
use sqlx::{query, query_as, query_scalar};
use time::OffsetDateTime;

use super::Store;
use super::connections::{Connection, ConnectionRow};
use super::engine::{Tx, on};
use super::error::StoreError;
use super::history::HistoryKind;
use super::ids::ApplicationId;
use super::row::us;
use super::save::NewHistory;
use super::tenants::Environment;

/// What somebody who has looked at a name decides for an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may be connected.
    Allow,
    /// It may not any more.
    Revoke,
}

impl Decision {
    /// How the history of a connection tells it.
    #[must_use]
    pub const fn kind(self) -> HistoryKind {
        match self {
            Self::Allow => HistoryKind::Allowed,
            Self::Revoke => HistoryKind::AllowanceRevoked,
        }
    }
}

impl Store {
    /// Whether somebody has allowed the application this name, and it alone.
    pub async fn is_allowed(
        &self,
        application: ApplicationId,
        hostname: &Hostname,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT hostname FROM allowances WHERE application_id = $1 AND hostname = $2";
        let known: Option<String> = on!(&self.read, pool => {
            query_scalar(sql)
                .bind(application.text())
                .bind(hostname.as_str())
                .fetch_optional(pool)
                .await?
        });
        Ok(known.is_some())
    }

    /// Whether a connection of this name has failed, since no CA takes it, and was told so.
    pub async fn is_rejected(
        &self,
        environment: Environment,
        hostname: &Hostname,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT id FROM connections WHERE hostname = $1 AND environment = $2 \
            AND progress LIKE '%certificate_rejected%' AND findings LIKE '%high_risk_domain%' LIMIT 1";
        let failed: Option<String> = on!(&self.read, pool => {
            query_scalar(sql)
                .bind(hostname.as_str())
                .bind(environment.as_str())
                .fetch_optional(pool)
                .await?
        });
        Ok(failed.is_some())
    }

    /// Keeps a decision, tells it in the history of what the application follows under this
    /// name, and has that looked at now. `None` when it was decided so before.
    pub async fn decide(
        &self,
        application: ApplicationId,
        hostname: &Hostname,
        decision: Decision,
        line: &NewHistory,
        now: OffsetDateTime,
    ) -> Result<Option<Vec<Connection>>, StoreError> {
        let mut tx = self.begin().await?;
        if !tx.keep_decision(application, hostname, decision, now).await? {
            tx.rollback().await?;
            return Ok(None);
        }
        let concerned = tx.look_again(application, hostname, now).await?;
        for connection in &concerned {
            tx.insert_history(connection.id, line, now).await?;
        }
        tx.commit().await?;
        Ok(Some(concerned))
    }
}

impl Tx {
    /// Whether that is new.
    async fn keep_decision(
        &mut self,
        application: ApplicationId,
        hostname: &Hostname,
        decision: Decision,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let (application, hostname) = (application.text(), hostname.as_str());
        let changed = on!(self, conn => match decision {
            Decision::Allow => {
                let sql = "INSERT INTO allowances (application_id, hostname, allowed_at) \
                    VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
                let insert = query(sql).bind(application).bind(hostname).bind(us(now));
                insert.execute(&mut **conn).await?.rows_affected()
            }
            Decision::Revoke => {
                let sql = "DELETE FROM allowances WHERE application_id = $1 AND hostname = $2";
                let delete = query(sql).bind(application).bind(hostname);
                delete.execute(&mut **conn).await?.rows_affected()
            }
        });
        Ok(0 < changed)
    }

    /// Makes what is followed under a name due. With the version, whoever is looking on the
    /// strength of what was decided before comes too late.
    async fn look_again(
        &mut self,
        application: ApplicationId,
        hostname: &Hostname,
        now: OffsetDateTime,
    ) -> Result<Vec<Connection>, StoreError> {
        let change = self.next_change().await?;
        let sql = "UPDATE connections SET version = version + 1, next_check_at = $3, \
            updated_at = $3, change = $4 WHERE application_id = $1 AND hostname = $2 \
            AND state NOT IN ('failed', 'archived') RETURNING *";
        let rows: Vec<ConnectionRow> = on!(self, conn => {
            query_as(sql)
                .bind(application.text())
                .bind(hostname.as_str())
                .bind(us(now))
                .bind(change)
                .fetch_all(&mut **conn)
                .await?
        });
        rows.into_iter().map(Connection::try_from).collect()
    }

    /// Takes back what was allowed for the sake of somebody who is forgotten; not where another
    /// connection of the application goes on under the same name.
    pub(super) async fn erase_allowance(
        &mut self,
        application: ApplicationId,
        hostname: &str,
    ) -> Result<u64, StoreError> {
        let sql = "DELETE FROM allowances WHERE application_id = $1 AND hostname = $2 \
            AND NOT EXISTS (SELECT 1 FROM connections WHERE application_id = $1 \
            AND hostname = $2 AND state NOT IN ('failed', 'archived'))";
        Ok(on!(self, conn => {
            let delete = query(sql).bind(application.text()).bind(hostname);
            delete.execute(&mut **conn).await?.rows_affected()
        }))
    }
}
