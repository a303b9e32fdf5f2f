//! Who holds a hostname against others, and who is connecting it already.

use app::domain::name::Hostname;
use sqlx::{query_as, query_scalar};

use super::Store;
use super::engine::{Tx, on};
use super::error::StoreError;
use super::ids::{ApplicationId, ConnectionId, TenantId};
use super::row::{parse, row};
use super::tenants::Environment;

/// The connection that holds a hostname, and whose it is.
const HOLDER: &str = "SELECT id, tenant_id FROM connections \
    WHERE environment = $1 AND hostname = $2 AND claim_held = 1";

row! {
    struct HolderRow { id: String, tenant_id: String }
}

impl HolderRow {
    fn read(self) -> Result<(ConnectionId, TenantId), StoreError> {
        let holder = parse(&self.id, "connections.id")?;
        Ok((holder, parse(&self.tenant_id, "connections.tenant_id")?))
    }
}

impl Store {
    /// The connection that holds a hostname, and whose it is.
    pub async fn claim_of(
        &self,
        environment: Environment,
        hostname: &Hostname,
    ) -> Result<Option<(ConnectionId, TenantId)>, StoreError> {
        let row: Option<HolderRow> = on!(&self.read, pool => {
            let select = query_as(HOLDER).bind(environment.as_str()).bind(hostname.as_str());
            select.fetch_optional(pool).await
        })?;
        row.map(HolderRow::read).transpose()
    }
}

impl Tx {
    /// That the hostname is held, and by whom.
    pub(super) async fn holder(
        &mut self,
        environment: Environment,
        hostname: &Hostname,
    ) -> Result<Option<StoreError>, StoreError> {
        let row: Option<HolderRow> = on!(self, conn => {
            let select = query_as(HOLDER).bind(environment.as_str()).bind(hostname.as_str());
            select.fetch_optional(&mut **conn).await?
        });
        let held = row.map(HolderRow::read).transpose()?;
        Ok(held.map(|(holder, tenant)| StoreError::ClaimHeld { holder, tenant }))
    }

    /// That the same customer is connecting the same hostname already.
    pub(super) async fn duplicate(
        &mut self,
        application: ApplicationId,
        reference: Option<&str>,
        hostname: &Hostname,
    ) -> Result<Option<StoreError>, StoreError> {
        let sql = "SELECT id FROM connections WHERE application_id = $1 \
            AND COALESCE(reference, '') = $2 AND hostname = $3 AND claim_held = 0 \
            AND state NOT IN ('failed', 'archived')";
        let id: Option<String> = on!(self, conn => {
            query_scalar(sql)
                .bind(application.text())
                .bind(reference.unwrap_or_default())
                .bind(hostname.as_str())
                .fetch_optional(&mut **conn)
                .await?
        });
        id.map(|id| parse(&id, "connections.id").map(StoreError::Duplicate)).transpose()
    }
}
