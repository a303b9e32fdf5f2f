//! Widget tokens and the session addresses that stand for them.
//!
//! An address is minted with one token and may be renewed with another; revoking either ends it.

use app::domain::session::Claims;
use sqlx::{query, query_as, query_scalar};
use time::OffsetDateTime;

use super::Store;
use super::engine::{Tx, on};
use super::error::StoreError;
use super::group::Command;
use super::ids::ApplicationId;
use super::row::{from_json, json, maybe_time, parse, row, time, us};

/// A token that was minted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub jti: String,
    pub application_id: ApplicationId,
    pub claims: Claims,
    pub created_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
    pub revoked_at: Option<OffsetDateTime>,
}

/// A session address and the token that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the address' secret, lower-case hex.
    pub hash: String,
    pub token: Token,
    pub created_at: OffsetDateTime,
    pub first_opened_at: Option<OffsetDateTime>,
    pub revoked_at: Option<OffsetDateTime>,
}

row! {
    struct TokenRow {
        jti: String,
        application_id: String,
        claims: String,
        created_at: i64,
        expires_at: i64,
        revoked_at: Option<i64>,
    }
}

row! {
    struct SessionRow {
        hash: String,
        jti: String,
        created_at: i64,
        first_opened_at: Option<i64>,
        revoked_at: Option<i64>,
    }
}

impl TryFrom<TokenRow> for Token {
    type Error = StoreError;

    fn try_from(row: TokenRow) -> Result<Self, StoreError> {
        Ok(Self {
            jti: row.jti,
            application_id: parse(&row.application_id, "tokens.application_id")?,
            claims: from_json(&row.claims, "tokens.claims")?,
            created_at: time(row.created_at, "tokens.created_at")?,
            expires_at: time(row.expires_at, "tokens.expires_at")?,
            revoked_at: maybe_time(row.revoked_at, "tokens.revoked_at")?,
        })
    }
}

/// A token and its session address, kept until a writer is free.
struct CreateToken {
    token: Token,
    session_hash: String,
}

impl Command for CreateToken {
    type Made = ();

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let Self { token, session_hash } = self;
        let claims = json(&token.claims, "tokens.claims")?;
        on!(tx, conn => {
            let sql = "INSERT INTO tokens (jti, application_id, claims, created_at, expires_at) \
                VALUES ($1, $2, $3, $4, $5)";
            query(sql)
                .bind(&token.jti)
                .bind(token.application_id.text())
                .bind(claims)
                .bind(us(token.created_at))
                .bind(us(token.expires_at))
                .execute(&mut **conn)
                .await?;
            let sql = "INSERT INTO sessions (hash, minted_jti, jti, created_at) \
                VALUES ($1, $2, $2, $3)";
            let insert = query(sql).bind(session_hash).bind(&token.jti).bind(us(token.created_at));
            insert.execute(&mut **conn).await?;
        });
        Ok(())
    }
}

impl Store {
    /// A token and its session address, both or neither.
    pub async fn create_token(&self, token: &Token, session_hash: &str) -> Result<(), StoreError> {
        let session_hash = session_hash.to_owned();
        self.run(CreateToken { token: token.clone(), session_hash }).await
    }

    pub async fn find_token(&self, jti: &str) -> Result<Option<Token>, StoreError> {
        let sql = "SELECT * FROM tokens WHERE jti = $1";
        let row: Option<TokenRow> =
            on!(&self.read, pool => query_as(sql).bind(jti).fetch_optional(pool).await)?;
        row.map(Token::try_from).transpose()
    }

    /// Another session address for a token that exists.
    pub async fn create_session(
        &self,
        hash: &str,
        jti: &str,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO sessions (hash, minted_jti, jti, created_at) \
            VALUES ($1, $2, $2, $3)";
        on!(&self.write, pool => {
            query(sql).bind(hash).bind(jti).bind(us(now)).execute(pool).await?;
        });
        Ok(())
    }

    pub async fn find_session(&self, hash: &str) -> Result<Option<Session>, StoreError> {
        let sql = "SELECT * FROM sessions WHERE hash = $1";
        let row: Option<SessionRow> =
            on!(&self.read, pool => query_as(sql).bind(hash).fetch_optional(pool).await)?;
        let Some(row) = row else { return Ok(None) };
        let token = self.find_token(&row.jti).await?.ok_or(StoreError::Corrupt("sessions.jti"))?;
        Ok(Some(Session {
            hash: row.hash,
            token,
            created_at: time(row.created_at, "sessions.created_at")?,
            first_opened_at: maybe_time(row.first_opened_at, "sessions.first_opened_at")?,
            revoked_at: maybe_time(row.revoked_at, "sessions.revoked_at")?,
        }))
    }

    /// Remembers the first opening; later ones change nothing.
    pub async fn mark_opened(&self, hash: &str, now: OffsetDateTime) -> Result<(), StoreError> {
        let sql = "UPDATE sessions SET first_opened_at = $2 \
            WHERE hash = $1 AND first_opened_at IS NULL";
        on!(&self.write, pool => query(sql).bind(hash).bind(us(now)).execute(pool).await.map(|_| ()))?;
        Ok(())
    }

    /// Lets the address stand for another token from here on; false when it was revoked.
    pub async fn renew_session(&self, hash: &str, jti: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE sessions SET jti = $2 WHERE hash = $1 AND revoked_at IS NULL \
            RETURNING hash";
        let renewed: Option<String> = on!(&self.write, pool => {
            query_scalar(sql).bind(hash).bind(jti).fetch_optional(pool).await?
        });
        Ok(renewed.is_some())
    }

    /// Whether there is such a token; it and its addresses end.
    pub async fn revoke_token(&self, jti: &str, now: OffsetDateTime) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let application: Option<String> = on!(&mut tx, conn => {
            let sql = "UPDATE sessions SET revoked_at = $2 \
                WHERE (jti = $1 OR minted_jti = $1) AND revoked_at IS NULL";
            query(sql).bind(jti).bind(us(now)).execute(&mut **conn).await?;
            let sql = "UPDATE tokens SET revoked_at = COALESCE(revoked_at, $2) WHERE jti = $1 \
                RETURNING application_id";
            query_scalar(sql).bind(jti).bind(us(now)).fetch_optional(&mut **conn).await?
        });
        if let Some(id) = &application {
            tx.touch_application(parse(id, "tokens.application_id")?).await?;
        }
        tx.commit().await?;
        Ok(application.is_some())
    }
}
