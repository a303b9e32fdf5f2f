//! API keys, kept as hashes.

use sqlx::{query, query_as, query_scalar};
use time::{Duration, OffsetDateTime};

use super::Store;
use super::engine::on;
use super::error::StoreError;
use super::ids::{ApplicationId, KeyId};
use super::page::{List, Page};
use super::row::{from_json, json, maybe_time, parse, row, time, us};
use super::tenants::Application;

/// How exact `last_used_at` is: a request must not cost a write.
const USE_STEP: Duration = Duration::minutes(1);

/// What is known of a key; the secret itself isn't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    pub id: KeyId,
    pub application_id: ApplicationId,
    pub name: String,
    pub scopes: Vec<String>,
    /// SHA-256, lower-case hex.
    pub secret_hash: String,
    /// The secret's end, so that people know which it is.
    pub last4: String,
    pub created_at: OffsetDateTime,
    pub revoked_at: Option<OffsetDateTime>,
    pub last_used_at: Option<OffsetDateTime>,
}

row! {
    struct KeyRow {
        id: String,
        application_id: String,
        name: String,
        scopes: String,
        secret_hash: String,
        last4: String,
        created_at: i64,
        revoked_at: Option<i64>,
        last_used_at: Option<i64>,
    }
}

impl TryFrom<KeyRow> for ApiKey {
    type Error = StoreError;

    fn try_from(row: KeyRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: parse(&row.id, "api_keys.id")?,
            application_id: parse(&row.application_id, "api_keys.application_id")?,
            name: row.name,
            scopes: from_json(&row.scopes, "api_keys.scopes")?,
            secret_hash: row.secret_hash,
            last4: row.last4,
            created_at: time(row.created_at, "api_keys.created_at")?,
            revoked_at: maybe_time(row.revoked_at, "api_keys.revoked_at")?,
            last_used_at: maybe_time(row.last_used_at, "api_keys.last_used_at")?,
        })
    }
}

impl Store {
    pub async fn create_key(&self, key: &ApiKey) -> Result<(), StoreError> {
        let sql = "INSERT INTO api_keys (id, application_id, name, scopes, secret_hash, last4, \
            created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let scopes = json(&key.scopes, "api_keys.scopes")?;
        on!(&self.write, pool => {
            query(sql)
                .bind(key.id.text())
                .bind(key.application_id.text())
                .bind(&key.name)
                .bind(scopes)
                .bind(&key.secret_hash)
                .bind(&key.last4)
                .bind(us(key.created_at))
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// The key with this hash, unless it was revoked, and its application.
    pub async fn find_key(
        &self,
        secret_hash: &str,
    ) -> Result<Option<(ApiKey, Application)>, StoreError> {
        let sql = "SELECT * FROM api_keys WHERE secret_hash = $1 AND revoked_at IS NULL";
        let row: Option<KeyRow> =
            on!(&self.read, pool => query_as(sql).bind(secret_hash).fetch_optional(pool).await)?;
        let Some(row) = row else { return Ok(None) };
        let key = ApiKey::try_from(row)?;
        let application = self.find_application(key.application_id).await?;
        let application = application.ok_or(StoreError::Corrupt("api_keys.application_id"))?;
        Ok(Some((key, application)))
    }

    pub async fn list_keys(
        &self,
        application: ApplicationId,
        page: Page,
    ) -> Result<List<ApiKey>, StoreError> {
        let sql = "SELECT * FROM api_keys WHERE application_id = $1 \
            AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3";
        let rows: Vec<KeyRow> = on!(&self.read, pool => {
            query_as(sql)
                .bind(application.text())
                .bind(page.after())
                .bind(page.fetch())
                .fetch_all(pool)
                .await?
        });
        let data = rows.into_iter().map(ApiKey::try_from).collect::<Result<_, _>>()?;
        Ok(page.list(data, |key: &ApiKey| key.id.0))
    }

    /// Whether the application has such a key; it is revoked from then on.
    pub async fn revoke_key(
        &self,
        application: ApplicationId,
        id: KeyId,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, $3) \
            WHERE application_id = $1 AND id = $2 RETURNING id";
        let mut tx = self.begin().await?;
        let known: Option<String> = on!(&mut tx, conn => {
            query_scalar(sql)
                .bind(application.text())
                .bind(id.text())
                .bind(us(now))
                .fetch_optional(&mut **conn)
                .await?
        });
        if known.is_some() {
            tx.touch_application(application).await?;
        }
        tx.commit().await?;
        Ok(known.is_some())
    }

    /// Remembers that the key was used, to the minute.
    pub async fn touch_key(&self, key: &ApiKey, now: OffsetDateTime) -> Result<(), StoreError> {
        if key.last_used_at.is_some_and(|at| now < at + USE_STEP) {
            return Ok(());
        }
        let sql = "UPDATE api_keys SET last_used_at = $2 WHERE id = $1";
        on!(&self.write, pool => {
            query(sql).bind(key.id.text()).bind(us(now)).execute(pool).await?;
        });
        Ok(())
    }
}
