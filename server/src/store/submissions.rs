//! How often each tenant has had certificates tried, for all nodes alike.

use app::domain::submissions::Submissions;
use sqlx::{query, query_scalar};
use time::{Duration, OffsetDateTime};

use super::Store;
use super::engine::on;
use super::error::StoreError;
use super::ids::TenantId;
use super::row::{from_json, json};

impl Store {
    /// Counts a submission of `tenant`; how long it must wait, when there were too many.
    pub async fn submit(
        &self,
        tenant: TenantId,
        now: OffsetDateTime,
    ) -> Result<Option<Duration>, StoreError> {
        let mut tx = self.begin().await?;
        // Whoever comes second to the row waits until the first has written it.
        let sql = "INSERT INTO submissions (tenant_id, lately) VALUES ($1, '{}') \
            ON CONFLICT (tenant_id) DO UPDATE SET tenant_id = excluded.tenant_id RETURNING lately";
        let lately: String = on!(&mut tx, conn => {
            query_scalar(sql).bind(tenant.text()).fetch_one(&mut **conn).await?
        });
        let known: Submissions = from_json(&lately, "submissions.lately")?;
        let (known, wait) = known.submit(now);
        let lately = json(&known, "submissions.lately")?;
        on!(&mut tx, conn => {
            let sql = "UPDATE submissions SET lately = $2 WHERE tenant_id = $1";
            query(sql).bind(tenant.text()).bind(lately).execute(&mut **conn).await?;
        });
        tx.commit().await?;
        Ok(wait)
    }
}
