//! Share links: addresses that open one connection, known by their digests.

use sqlx::{query, query_as, query_scalar};
use time::OffsetDateTime;

use super::Store;
use super::engine::on;
use super::error::StoreError;
use super::ids::{ConnectionId, ShareId};
use super::row::{maybe_time, parse, row, time, us};

/// So many links lead to one connection at a time.
const MOST: i64 = 50;

/// A link to one connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub id: ShareId,
    pub connection_id: ConnectionId,
    pub created_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
    pub revoked_at: Option<OffsetDateTime>,
}

row! {
    struct ShareRow {
        id: String,
        connection_id: String,
        created_at: i64,
        expires_at: i64,
        revoked_at: Option<i64>,
    }
}

impl TryFrom<ShareRow> for Share {
    type Error = StoreError;

    fn try_from(row: ShareRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: parse(&row.id, "shares.id")?,
            connection_id: parse(&row.connection_id, "shares.connection_id")?,
            created_at: time(row.created_at, "shares.created_at")?,
            expires_at: time(row.expires_at, "shares.expires_at")?,
            revoked_at: maybe_time(row.revoked_at, "shares.revoked_at")?,
        })
    }
}

impl Store {
    /// Keeps a link; `hash` is the digest of its secret. Of a connection the latest fifty are
    /// kept: the button that makes them costs nobody anything.
    pub async fn create_share(&self, share: &Share, hash: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO shares (id, hash, connection_id, created_at, expires_at) \
            VALUES ($1, $2, $3, $4, $5)";
        let rid = "DELETE FROM shares WHERE connection_id = $1 AND id NOT IN \
            (SELECT id FROM shares WHERE connection_id = $1 \
            ORDER BY CASE WHEN revoked_at IS NULL AND $3 < expires_at THEN 0 ELSE 1 END, id DESC \
            LIMIT $2)";
        let mut tx = self.begin().await?;
        on!(&mut tx, conn => {
            query(sql)
                .bind(share.id.text())
                .bind(hash)
                .bind(share.connection_id.text())
                .bind(us(share.created_at))
                .bind(us(share.expires_at))
                .execute(&mut **conn)
                .await?;
            query(rid)
                .bind(share.connection_id.text())
                .bind(MOST)
                .bind(us(share.created_at))
                .execute(&mut **conn)
                .await?;
        });
        tx.commit().await
    }

    /// The link with this digest, ended or not.
    pub async fn find_share(&self, hash: &str) -> Result<Option<Share>, StoreError> {
        let sql = "SELECT * FROM shares WHERE hash = $1";
        let row: Option<ShareRow> =
            on!(&self.read, pool => query_as(sql).bind(hash).fetch_optional(pool).await)?;
        row.map(Share::try_from).transpose()
    }

    /// Ends a link of this connection; whether there is such a one.
    pub async fn revoke_share(
        &self,
        connection: ConnectionId,
        id: ShareId,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE shares SET revoked_at = COALESCE(revoked_at, $3) \
            WHERE id = $1 AND connection_id = $2 \
            RETURNING (SELECT application_id FROM connections WHERE id = $2)";
        let mut tx = self.begin().await?;
        let application: Option<String> = on!(&mut tx, conn => {
            query_scalar(sql)
                .bind(id.text())
                .bind(connection.text())
                .bind(us(now))
                .fetch_optional(&mut **conn)
                .await?
        });
        if let Some(id) = &application {
            tx.touch_application(parse(id, "connections.application_id")?).await?;
        }
        tx.commit().await?;
        Ok(application.is_some())
    }
}
