//! Certificates that this server gets by itself: how far each is, who is at work on it, and what
//! was asked of CAs lately.
//!
//! Whoever goes on with one holds its lease, and saves under its number alone: what a node finds
//! out whose lease has fallen to another is not kept.

use app::domain::certificate::Method;
use app::domain::issuance::{Failure, Issuance, ORDERS, Refusal};
use app::domain::name::Hostname;
use serde::{Deserialize, Serialize};
use sqlx::{query, query_as, query_scalar};
use time::{Duration, OffsetDateTime};

use super::Store;
use super::engine::{Tx, on};
use super::error::StoreError;
use super::gate::Mark;
use super::ids::{ConnectionId, OrderId};
use super::row::{from_json, json, parse, row, time, us};

/// For so long it is remembered what CAs were asked: as their longest limit counts, and a day.
const REMEMBERED: Duration = Duration::days(8);
/// Rows that are read at once.
const PAGE: i64 = 512;

/// The getting of one certificate.
#[derive(Clone, Debug)]
pub struct Issuing {
    pub connection: ConnectionId,
    pub hostname: Hostname,
    pub issuance: Issuance,
    pub paper: Paper,
    /// The key that the next certificate is for, sealed: kept before any CA sees its other half.
    pub next_key: Option<String>,
    /// The certificate that is served: its key and its chain, sealed.
    pub bundle: Option<String>,
    /// When somebody is to go on.
    pub due_at: Option<OffsetDateTime>,
    /// Whether what it waits for may be over with any look at the connection.
    pub waits: bool,
    /// Rises with each lease.
    pub lease_number: i64,
}

/// What a node needs to go on with an order that another one began.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Paper {
    /// How the CA is to check the name.
    pub method: Option<Method>,
    /// The CA that has the order.
    pub directory: Option<String>,
    /// The order there.
    pub url: Option<String>,
    /// The same in our own books.
    pub order: Option<OrderId>,
    /// What the CA wants to find.
    pub answer: Option<ChallengeAnswer>,
    /// Whether the CA was told that it finds it.
    pub is_told: bool,
    /// Whether the CA was sent the key's other half.
    pub is_finalized: bool,
    /// The certificate that is served, lower-case hex.
    pub serial: Option<String>,
    /// The CA that it is from.
    pub issued_by: Option<String>,
    /// The CAs that do not take the name (`rejectedIdentifier`) since the last certificate.
    pub rejected_by: Vec<String>,
    /// Whether a failure is still to be told.
    pub is_untold: bool,
    /// The last error's type, and the words that were given for it.
    pub problem: Option<(String, String)>,
}

/// What a CA wants to find, at a token of the challenge path or in the DNS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeAnswer {
    pub token: String,
    pub key_authorization: String,
    pub dns_value: String,
    /// The name of ours that the customer's is an alias of.
    #[serde(default)]
    pub dns_name: Option<String>,
}

/// What was asked of one CA lately.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedOf {
    /// Orders of the account.
    pub orders: Vec<OffsetDateTime>,
    /// Failures of the name.
    pub failures: Vec<OffsetDateTime>,
    /// Certificates for the name.
    pub issued: Vec<OffsetDateTime>,
}

/// How an order ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderEnd {
    Failed,
    Issued,
}

row! {
    struct Row {
        connection_id: String,
        hostname: String,
        issuance: String,
        paper: String,
        next_key: Option<String>,
        bundle: Option<String>,
        due_at: Option<i64>,
        waits: i64,
        lease_number: i64,
        change: i64,
    }
}

row! {
    struct AskedRow { failed_at: Option<i64>, issued_at: Option<i64> }
}

impl TryFrom<Row> for Issuing {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            connection: parse(&row.connection_id, "certificates.connection_id")?,
            hostname: parse(&row.hostname, "certificates.hostname")?,
            issuance: from_json(&row.issuance, "certificates.issuance")?,
            paper: from_json(&row.paper, "certificates.paper")?,
            next_key: row.next_key,
            bundle: row.bundle,
            due_at: row.due_at.map(|at| time(at, "certificates.due_at")).transpose()?,
            waits: row.waits != 0,
            lease_number: row.lease_number,
        })
    }
}

impl Store {
    /// A certificate is wanted for a connection; what is under way for it goes on.
    pub async fn want_certificate(
        &self,
        id: ConnectionId,
        hostname: &Hostname,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO certificates (connection_id, hostname, issuance, paper, due_at, \
            change) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (connection_id) DO UPDATE \
            SET due_at = $5 WHERE certificates.due_at IS NULL \
            OR (certificates.waits = 1 AND certificates.due_at > $5)";
        let issuance = json(&Issuance::new(now), "certificates.issuance")?;
        let paper = json(&Paper::default(), "certificates.paper")?;
        let mut tx = self.begin().await?;
        let change = tx.next_change().await?;
        on!(&mut tx, conn => {
            query(sql)
                .bind(id.text())
                .bind(hostname.as_str())
                .bind(issuance)
                .bind(paper)
                .bind(us(now))
                .bind(change)
                .execute(&mut **conn)
                .await?;
        });
        tx.commit().await
    }

    /// Somebody is to go on with the certificate of a connection now, if it has one; whoever is at
    /// it goes on at once.
    pub async fn hurry_certificate(
        &self,
        id: ConnectionId,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        // What is over is due never.
        let sql = "UPDATE certificates SET due_at = $2, hurried = 1 WHERE connection_id = $1 \
            AND due_at IS NOT NULL";
        let mut tx = self.begin().await?;
        on!(&mut tx, conn => {
            query(sql).bind(id.text()).bind(us(now)).execute(&mut **conn).await?;
        });
        tx.commit().await
    }

    /// A certificate is wanted for every connection that visitors may come for, of those that have
    /// none from here: one after the other, `pace` apart.
    pub async fn want_certificates(
        &self,
        now: OffsetDateTime,
        pace: Duration,
    ) -> Result<u64, StoreError> {
        // Nodes that start together want the same.
        let sql = "INSERT INTO certificates (connection_id, hostname, issuance, paper, due_at, \
            change) SELECT id, hostname, $1, $2, \
            $3 + (ROW_NUMBER() OVER (ORDER BY id) - 1) * $5, $4 FROM connections \
            WHERE state IN ('issuing_cert', 'live', 'drifted') AND environment = 'live' \
            AND claim_held = 1 AND NOT EXISTS (SELECT 1 FROM certificates \
            WHERE connection_id = connections.id) ON CONFLICT (connection_id) DO NOTHING";
        let pace = i64::try_from(pace.whole_microseconds()).unwrap_or_default();
        let issuance = json(&Issuance::new(now), "certificates.issuance")?;
        let paper = json(&Paper::default(), "certificates.paper")?;
        let mut tx = self.begin().await?;
        let change = tx.next_change().await?;
        let made = on!(&mut tx, conn => {
            query(sql)
                .bind(issuance)
                .bind(paper)
                .bind(us(now))
                .bind(change)
                .bind(pace)
                .execute(&mut **conn)
                .await?
                .rows_affected()
        });
        tx.commit().await?;
        Ok(made)
    }

    /// What failed is tried again now.
    pub async fn restart_certificate(
        &self,
        id: ConnectionId,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        // Whoever saves it at the same moment is waited for.
        let sql =
            "UPDATE certificates SET hostname = hostname WHERE connection_id = $1 RETURNING *";
        let row: Option<Row> = on!(&mut tx, conn => {
            query_as(sql).bind(id.text()).fetch_optional(&mut **conn).await?
        });
        let issuing = row.map(Issuing::try_from).transpose()?;
        // What is under way goes on, what is good needs nothing, and a CA that says when to come
        // again is not asked before.
        let restarts = |it: &Issuing| {
            let Issuance { stage, failure, retry_at, .. } = it.issuance;
            let waits = matches!(failure, Some(Failure::Refused(Refusal::TooMuch)))
                && retry_at.is_some_and(|at| now < at);
            stage.is_none() && (failure.is_some() || it.bundle.is_none()) && !waits
        };
        let Some(mut issuing) = issuing.filter(restarts) else { return tx.commit().await };
        issuing.issuance.retry_at = Some(now);
        // Whoever is at it tells it in this moment.
        issuing.paper.is_untold = false;
        // Under another number: what somebody finds out who is at it now is not kept.
        let sql = "UPDATE certificates SET issuance = $2, paper = $3, due_at = $4, \
            lease_until = NULL, lease_number = lease_number + 1 WHERE connection_id = $1";
        let issuance = json(&issuing.issuance, "certificates.issuance")?;
        let paper = json(&issuing.paper, "certificates.paper")?;
        on!(&mut tx, conn => {
            query(sql)
                .bind(id.text())
                .bind(issuance)
                .bind(paper)
                .bind(us(now))
                .execute(&mut **conn)
                .await?;
        });
        tx.commit().await
    }

    /// Leases certificates that are due until `until`, `most` at most; what somebody else leases at
    /// the same moment is theirs.
    pub async fn lease_certificates(
        &self,
        most: i64,
        now: OffsetDateTime,
        until: OffsetDateTime,
    ) -> Result<Vec<Issuing>, StoreError> {
        let sql = "SELECT connection_id FROM certificates WHERE due_at <= $1 \
            AND (lease_until IS NULL OR lease_until <= $1) ORDER BY due_at LIMIT $2";
        let due: Vec<String> = on!(&self.read, pool => {
            query_scalar(sql).bind(us(now)).bind(most).fetch_all(pool).await?
        });
        let mut leased = Vec::new();
        for id in due {
            let sql = "UPDATE certificates SET lease_until = $3, hurried = 0, \
                lease_number = lease_number + 1 WHERE connection_id = $1 AND due_at <= $2 \
                AND (lease_until IS NULL OR lease_until <= $2) RETURNING *";
            let row: Option<Row> = on!(&self.write, pool => {
                query_as(sql).bind(id).bind(us(now)).bind(us(until)).fetch_optional(pool).await?
            });
            leased.extend(row.and_then(readable));
        }
        Ok(leased)
    }

    /// Keeps how far a certificate is, until `until` under the same lease, or without one. False
    /// where the lease has fallen to another: then nothing is kept.
    pub async fn save_certificate(
        &self,
        issuing: &Issuing,
        until: Option<OffsetDateTime>,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE certificates SET issuance = $3, paper = $4, next_key = $5, bundle = $6, \
            due_at = CASE WHEN hurried = 1 THEN certificates.due_at ELSE $7 END, \
            lease_until = $8, change = $9, waits = $10 WHERE connection_id = $1 AND lease_number = $2";
        let issuance = json(&issuing.issuance, "certificates.issuance")?;
        let paper = json(&issuing.paper, "certificates.paper")?;
        let mut tx = self.begin().await?;
        let change = tx.next_change().await?;
        let kept = on!(&mut tx, conn => {
            query(sql)
                .bind(issuing.connection.text())
                .bind(issuing.lease_number)
                .bind(issuance)
                .bind(paper)
                .bind(issuing.next_key.as_deref())
                .bind(issuing.bundle.as_deref())
                .bind(issuing.due_at.map(us))
                .bind(until.map(us))
                .bind(change)
                .bind(i64::from(issuing.waits))
                .execute(&mut **conn)
                .await?
                .rows_affected()
        });
        tx.commit().await?;
        Ok(0 < kept)
    }

    /// Hands over what changed since `mark`, all without one; from where to go on.
    pub async fn read_certificates(
        &self,
        mark: Option<Mark>,
        mut take: impl FnMut(Issuing),
    ) -> Result<Mark, StoreError> {
        // The mark comes first: what commits meanwhile is read twice.
        let sql = self.read.dialect().changes_end;
        let end: i64 = on!(&self.read, pool => query_scalar(sql).fetch_one(pool).await)?;
        let sql = "SELECT * FROM certificates WHERE (change, connection_id) > ($1, $2) \
            ORDER BY change, connection_id LIMIT $3";
        // No id is empty: the first row of the mark itself is above this.
        let mut from = (mark.map_or(i64::MIN, |mark| mark.0), String::new());
        loop {
            let rows: Vec<Row> = on!(&self.read, pool => {
                query_as(sql).bind(from.0).bind(from.1).bind(PAGE).fetch_all(pool).await?
            });
            let Some(last) = rows.last() else { return Ok(Mark(end)) };
            from = (last.change, last.connection_id.clone());
            rows.into_iter().filter_map(readable).for_each(&mut take);
        }
    }

    /// Gives a lease back of a step that was broken off.
    pub async fn end_certificate_lease(
        &self,
        id: ConnectionId,
        number: i64,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE certificates SET lease_until = NULL \
            WHERE connection_id = $1 AND lease_number = $2";
        let mut tx = self.begin().await?;
        on!(&mut tx, conn => {
            query(sql).bind(id.text()).bind(number).execute(&mut **conn).await?;
        });
        tx.commit().await
    }

    /// Our account at a CA, sealed.
    pub async fn acme_account(&self, directory: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT credentials FROM acme_accounts WHERE directory = $1";
        Ok(on!(&self.read, pool => {
            query_scalar(sql).bind(directory).fetch_optional(pool).await?
        }))
    }

    /// Our accounts at all CAs, sealed, by directory.
    pub async fn acme_accounts(&self) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT directory, credentials FROM acme_accounts";
        Ok(on!(&self.read, pool => { query_as(sql).fetch_all(pool).await? }))
    }

    /// Keeps our account at a CA, unless another node has made one meanwhile; the one that counts.
    pub async fn keep_acme_account(
        &self,
        directory: &str,
        credentials: &str,
    ) -> Result<String, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO acme_accounts (directory, credentials) VALUES ($1, $2) \
            ON CONFLICT DO NOTHING";
        on!(&mut tx, conn => {
            query(sql).bind(directory).bind(credentials).execute(&mut **conn).await?;
        });
        let sql = "SELECT credentials FROM acme_accounts WHERE directory = $1";
        let kept: String = on!(&mut tx, conn => {
            query_scalar(sql).bind(directory).fetch_one(&mut **conn).await?
        });
        tx.commit().await?;
        Ok(kept)
    }

    /// Keeps our account at a CA in other words, unless another took its place.
    pub async fn change_acme_account(
        &self,
        directory: &str,
        before: &str,
        credentials: &str,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE acme_accounts SET credentials = $3 \
            WHERE directory = $1 AND credentials = $2";
        let mut tx = self.begin().await?;
        on!(&mut tx, conn => {
            query(sql).bind(directory).bind(before).bind(credentials).execute(&mut **conn).await?;
        });
        tx.commit().await
    }

    /// Forgets our account at a CA that knows it no more, unless another took its place.
    pub async fn forget_acme_account(
        &self,
        directory: &str,
        credentials: &str,
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM acme_accounts WHERE directory = $1 AND credentials = $2";
        let mut tx = self.begin().await?;
        on!(&mut tx, conn => {
            query(sql).bind(directory).bind(credentials).execute(&mut **conn).await?;
        });
        tx.commit().await
    }

    /// Writes an order down before it is made, if what the CA was asked lately leaves room for it;
    /// otherwise when it does. What is too old to count is forgotten.
    pub async fn note_order(
        &self,
        directory: &str,
        hostname: &Hostname,
        room_at: impl Fn(AskedOf) -> Option<OffsetDateTime>,
        now: OffsetDateTime,
    ) -> Result<Result<OrderId, OffsetDateTime>, StoreError> {
        let id = OrderId::fresh();
        let mut tx = self.begin().await?;
        // One after the other: two that count at once would both find the last place.
        let sql = "UPDATE acme_accounts SET directory = directory WHERE directory = $1";
        on!(&mut tx, conn => {
            query(sql).bind(directory).execute(&mut **conn).await?;
        });
        if let Some(at) = room_at(tx.asked_of(directory, hostname, now).await?) {
            tx.rollback().await?;
            return Ok(Err(at));
        }
        let forget = "DELETE FROM acme_orders WHERE ordered_at < $1";
        let sql = "INSERT INTO acme_orders (id, directory, hostname, ordered_at) \
            VALUES ($1, $2, $3, $4)";
        on!(&mut tx, conn => {
            query(forget).bind(us(now - REMEMBERED)).execute(&mut **conn).await?;
            query(sql)
                .bind(id.text())
                .bind(directory)
                .bind(hostname.as_str())
                .bind(us(now))
                .execute(&mut **conn)
                .await?;
        });
        tx.commit().await?;
        Ok(Ok(id))
    }

    /// What a CA was asked lately.
    pub async fn asked_of(
        &self,
        directory: &str,
        hostname: &Hostname,
        now: OffsetDateTime,
    ) -> Result<AskedOf, StoreError> {
        let mut tx = self.begin().await?;
        let asked = tx.asked_of(directory, hostname, now).await?;
        tx.rollback().await?;
        Ok(asked)
    }

    /// Forgets an order that no CA has heard of.
    pub async fn forget_order(&self, id: OrderId) -> Result<(), StoreError> {
        let sql = "DELETE FROM acme_orders WHERE id = $1";
        let mut tx = self.begin().await?;
        on!(&mut tx, conn => {
            query(sql).bind(id.text()).execute(&mut **conn).await?;
        });
        tx.commit().await
    }

    /// Writes down how an order ended.
    pub async fn end_order(
        &self,
        id: OrderId,
        end: OrderEnd,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let sql = match end {
            OrderEnd::Failed => "UPDATE acme_orders SET failed_at = $2 WHERE id = $1",
            OrderEnd::Issued => "UPDATE acme_orders SET issued_at = $2 WHERE id = $1",
        };
        let mut tx = self.begin().await?;
        on!(&mut tx, conn => {
            query(sql).bind(id.text()).bind(us(now)).execute(&mut **conn).await?;
        });
        tx.commit().await
    }
}

impl Tx {
    /// What a CA was asked lately: for the name, and by the account.
    async fn asked_of(
        &mut self,
        directory: &str,
        hostname: &Hostname,
        now: OffsetDateTime,
    ) -> Result<AskedOf, StoreError> {
        let of_name = "SELECT failed_at, issued_at FROM acme_orders \
            WHERE directory = $1 AND hostname = $2";
        let of_account = "SELECT ordered_at FROM acme_orders \
            WHERE directory = $1 AND ordered_at > $2";
        let since = us(now - ORDERS.within);
        let (rows, orders): (Vec<AskedRow>, Vec<i64>) = on!(self, conn => (
            query_as(of_name)
                .bind(directory)
                .bind(hostname.as_str())
                .fetch_all(&mut **conn)
                .await?,
            query_scalar(of_account).bind(directory).bind(since).fetch_all(&mut **conn).await?,
        ));
        let read = |times: Vec<i64>| -> Result<Vec<OffsetDateTime>, StoreError> {
            times.into_iter().map(|at| time(at, "acme_orders.ordered_at")).collect()
        };
        let failures = read(rows.iter().filter_map(|row| row.failed_at).collect())?;
        let issued = read(rows.iter().filter_map(|row| row.issued_at).collect())?;
        Ok(AskedOf { orders: read(orders)?, failures, issued })
    }
}

/// What makes no sense is left out, and stops nothing else.
fn readable(row: Row) -> Option<Issuing> {
    let id = row.connection_id.clone();
    let read = Issuing::try_from(row);
    read.inspect_err(|error| tracing::error!(connection = %id, %error, "a certificate's row")).ok()
}
