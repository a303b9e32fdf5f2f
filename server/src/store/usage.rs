//! What is counted of a tenant, the places that its plan has left, and the plan itself.
//!
//! Whoever only counts adds a row to `usage_changes`: no two of them wait for each other.
//! Whoever needs room takes a lock for its tenant and environment, adds those rows up into
//! `usage`, and decides on the sum.

use std::collections::BTreeMap;

use app::domain::quota::{Counter, Counts, Exceeded, Limits, Period, PlanId, Used};
use sqlx::{query, query_as};
use time::OffsetDateTime;

use super::Store;
use super::engine::{Tx, on};
use super::error::StoreError;
use super::ids::{CountId, TenantId};
use super::row::{from_word, parse, row, time, us};
use super::tenants::Environment;

/// Of so many tenants in one go the changes are added up.
const FOLDED_AT_ONCE: i64 = 100;
/// Rows of one statement: each binds six values, and SQLite takes 32,766.
const ROWS_AT_ONCE: usize = 500;

/// Whose quota it is: the two environments of a tenant have one each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quota {
    pub tenant: TenantId,
    pub environment: Environment,
}

/// Something that was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub tenant: TenantId,
    pub environment: Environment,
    /// `None` for what is of no month.
    pub period: Option<Period>,
    pub counter: Counter,
    pub n: i64,
}

/// What a tenant chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    pub plan: PlanId,
    pub changed_at: OffsetDateTime,
}

/// A counter that is not what the rows say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miscount {
    pub tenant: TenantId,
    pub environment: Environment,
    pub counted: i64,
    pub there: i64,
}

/// One statement, one snapshot: what is being added up meanwhile is read once.
const COUNTED: &str = "SELECT counter, CAST(SUM(n) AS BIGINT) AS n FROM ( \
    SELECT counter, n FROM usage \
        WHERE tenant_id = $1 AND environment = $2 AND period = $3 UNION ALL \
    SELECT counter, n FROM usage_changes \
        WHERE tenant_id = $1 AND environment = $2 AND period = $3 \
    ) AS counted GROUP BY counter";

row! {
    struct CounterRow { counter: String, n: i64 }
}

row! {
    struct ChangeRow { period: String, counter: String, n: i64 }
}

row! {
    struct SubscriptionRow { plan: String, changed_at: i64 }
}

row! {
    struct QuotaRow { tenant_id: String, environment: String }
}

row! {
    struct MiscountRow { tenant_id: String, environment: String, counted: i64, there: i64 }
}

impl TryFrom<QuotaRow> for Quota {
    type Error = StoreError;

    fn try_from(row: QuotaRow) -> Result<Self, StoreError> {
        Ok(Self {
            tenant: parse(&row.tenant_id, "usage.tenant_id")?,
            environment: from_word(row.environment, "usage.environment")?,
        })
    }
}

fn word(period: Option<Period>) -> String {
    period.map(|period| period.to_string()).unwrap_or_default()
}

impl Store {
    /// Counts, all or nothing.
    pub async fn count(&self, counts: &[Count]) -> Result<(), StoreError> {
        if counts.is_empty() {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        tx.count(counts).await?;
        tx.commit().await
    }

    /// How often each was counted, in a month or of none.
    pub async fn counted(
        &self,
        quota: Quota,
        period: Option<Period>,
    ) -> Result<Counts, StoreError> {
        let rows: Vec<CounterRow> = on!(&self.read, pool => {
            query_as(COUNTED)
                .bind(quota.tenant.text())
                .bind(quota.environment.as_str())
                .bind(word(period))
                .fetch_all(pool)
                .await?
        });
        counts(rows)
    }

    /// How much of its quota a tenant uses.
    pub async fn used(&self, quota: Quota, now: OffsetDateTime) -> Result<Used, StoreError> {
        let standing = self.counted(quota, None).await?;
        let month = self.counted(quota, Some(Period::of(now))).await?;
        Ok(Used::counted(&standing, &month))
    }

    /// Adds up what was counted since; returns how many rows went.
    pub async fn fold_usage(&self) -> Result<usize, StoreError> {
        let sql = "SELECT DISTINCT tenant_id, environment FROM usage_changes LIMIT $1";
        let rows: Vec<QuotaRow> = on!(&self.read, pool => {
            query_as(sql).bind(FOLDED_AT_ONCE).fetch_all(pool).await?
        });
        let mut folded = 0;
        for row in rows {
            let mut tx = self.begin().await?;
            folded += tx.fold(row.try_into()?).await?;
            tx.commit().await?;
        }
        Ok(folded)
    }

    /// The plan that a tenant chose, if it chose one.
    pub async fn subscription(&self, quota: Quota) -> Result<Option<Subscription>, StoreError> {
        let sql = "SELECT plan, changed_at FROM subscriptions \
            WHERE tenant_id = $1 AND environment = $2";
        let row: Option<SubscriptionRow> = on!(&self.read, pool => {
            let select = query_as(sql).bind(quota.tenant.text()).bind(quota.environment.as_str());
            select.fetch_optional(pool).await?
        });
        let read = |row: SubscriptionRow| {
            Ok(Subscription {
                plan: parse(&row.plan, "subscriptions.plan")?,
                changed_at: time(row.changed_at, "subscriptions.changed_at")?,
            })
        };
        row.map(read).transpose()
    }

    /// Puts a tenant on a plan.
    pub async fn subscribe(
        &self,
        quota: Quota,
        plan: &PlanId,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO subscriptions (tenant_id, environment, plan, changed_at) \
            VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, environment) \
            DO UPDATE SET plan = EXCLUDED.plan, changed_at = EXCLUDED.changed_at";
        on!(&self.write, pool => {
            query(sql)
                .bind(quota.tenant.text())
                .bind(quota.environment.as_str())
                .bind(plan.as_str())
                .bind(us(now))
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// The tenants whose active connections are not as many as were counted: none, ever.
    pub async fn miscounts(&self) -> Result<Vec<Miscount>, StoreError> {
        let sql = "SELECT tenant_id, environment, CAST(SUM(n) AS BIGINT) AS counted, \
            CAST(SUM(there) AS BIGINT) AS there FROM ( \
            SELECT tenant_id, environment, n, 0 AS there FROM usage \
                WHERE counter = 'active' UNION ALL \
            SELECT tenant_id, environment, n, 0 AS there FROM usage_changes \
                WHERE counter = 'active' UNION ALL \
            SELECT tenant_id, environment, 0 AS n, 1 AS there FROM connections \
                WHERE state NOT IN ('failed', 'archived') \
            ) AS both_ways GROUP BY tenant_id, environment HAVING SUM(n) <> SUM(there)";
        let rows: Vec<MiscountRow> = on!(&self.read, pool => query_as(sql).fetch_all(pool).await?);
        let read = |row: MiscountRow| {
            Ok(Miscount {
                tenant: parse(&row.tenant_id, "usage.tenant_id")?,
                environment: from_word(row.environment, "usage.environment")?,
                counted: row.counted,
                there: row.there,
            })
        };
        rows.into_iter().map(read).collect()
    }
}

fn counts(rows: Vec<CounterRow>) -> Result<Counts, StoreError> {
    rows.into_iter().map(|row| Ok((from_word(row.counter, "usage.counter")?, row.n))).collect()
}

impl Tx {
    /// Takes a place for a new connection, if the plan has one.
    pub(super) async fn take_place(
        &mut self,
        quota: Quota,
        limits: &Limits,
        now: OffsetDateTime,
    ) -> Result<Result<(), Exceeded>, StoreError> {
        let month = Some(Period::of(now));
        if !limits.are_none() {
            self.fold(quota).await?;
            let standing = self.counted(quota, None).await?;
            let used = Used::counted(&standing, &self.counted(quota, month).await?);
            if let Err(full) = limits.room(&used) {
                return Ok(Err(full));
            }
        }
        let Quota { tenant, environment } = quota;
        let one = |period, counter| Count { tenant, environment, period, counter, n: 1 };
        let counts = [one(None, Counter::Active), one(month, Counter::ConnectionsCreated)];
        self.count(&counts).await.map(Ok)
    }

    /// Adds rows; nobody waits for them.
    pub(super) async fn count(&mut self, counts: &[Count]) -> Result<(), StoreError> {
        for rows in counts.chunks(ROWS_AT_ONCE) {
            on!(self, conn => {
                let mut insert = sqlx::QueryBuilder::new(
                    "INSERT INTO usage_changes (tenant_id, environment, id, period, counter, n) ",
                );
                insert.push_values(rows, |mut row, count| {
                    row.push_bind(count.tenant.text())
                        .push_bind(count.environment.as_str())
                        .push_bind(CountId::fresh().text())
                        .push_bind(word(count.period))
                        .push_bind(count.counter.as_str())
                        .push_bind(count.n);
                });
                insert.build().execute(&mut **conn).await?;
            });
        }
        Ok(())
    }

    /// Adds up what was counted since, and keeps others from it until this transaction ends:
    /// whoever decides on the sum comes one after the other.
    async fn fold(&mut self, quota: Quota) -> Result<usize, StoreError> {
        self.lock_usage(quota).await?;
        let sql = "DELETE FROM usage_changes WHERE tenant_id = $1 AND environment = $2 \
            RETURNING period, counter, n";
        let rows: Vec<ChangeRow> = on!(self, conn => {
            let delete = query_as(sql).bind(quota.tenant.text()).bind(quota.environment.as_str());
            delete.fetch_all(&mut **conn).await?
        });
        let folded = rows.len();
        let mut sums: BTreeMap<(String, String), i64> = BTreeMap::new();
        for row in rows {
            *sums.entry((row.period, row.counter)).or_default() += row.n;
        }
        for ((period, counter), n) in sums {
            self.add(quota, &period, &counter, n).await?;
        }
        Ok(folded)
    }

    /// Always the first lock of the two tables, so that no two wait for each other in a circle.
    async fn lock_usage(&mut self, quota: Quota) -> Result<(), StoreError> {
        self.add(quota, "", Counter::Active.as_str(), 0).await
    }

    async fn add(
        &mut self,
        quota: Quota,
        period: &str,
        counter: &str,
        n: i64,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO usage (tenant_id, environment, period, counter, n) \
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, environment, period, counter) \
            DO UPDATE SET n = usage.n + EXCLUDED.n";
        on!(self, conn => {
            query(sql)
                .bind(quota.tenant.text())
                .bind(quota.environment.as_str())
                .bind(period)
                .bind(counter)
                .bind(n)
                .execute(&mut **conn)
                .await?;
        });
        Ok(())
    }

    async fn counted(
        &mut self,
        quota: Quota,
        period: Option<Period>,
    ) -> Result<Counts, StoreError> {
        let rows: Vec<CounterRow> = on!(self, conn => {
            query_as(COUNTED)
                .bind(quota.tenant.text())
                .bind(quota.environment.as_str())
                .bind(word(period))
                .fetch_all(&mut **conn)
                .await?
        });
        counts(rows)
    }
}
