//! Tenants and their applications.

use app::domain::branding::Branding;
use app::domain::desired::RecordTemplate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sqlx::{query, query_as};
use time::OffsetDateTime;

use super::Store;
use super::engine::{Tx, on};
use super::error::StoreError;
use super::ids::{ApplicationId, TenantId};
use super::page::{List, Page};
use super::row::{from_json, from_word, json, parse, row, time, us};

/// Whose names are real.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// For trying out; never enters a live edge's index.
    Test,
    /// For customers.
    Live,
}

impl Environment {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Live => "live",
        }
    }
}

/// A company that lets its customers connect their domains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    pub id: TenantId,
    pub name: String,
    pub created_at: OffsetDateTime,
}

/// One product of a tenant, in one environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    pub id: ApplicationId,
    pub tenant_id: TenantId,
    pub environment: Environment,
    pub name: String,
    /// The pages that may embed the widget, each an exact origin.
    pub allowed_origins: Vec<String>,
    /// Where the edge sends visitors.
    pub origin: Option<String>,
    pub record_template: RecordTemplate,
    pub branding: Branding,
    pub created_at: OffsetDateTime,
    pub updated_at: OffsetDateTime,
}

row! {
    struct TenantRow { id: String, name: String, created_at: i64 }
}

row! {
    struct ApplicationRow {
        id: String,
        tenant_id: String,
        environment: String,
        name: String,
        allowed_origins: String,
        origin: Option<String>,
        record_template: String,
        branding: String,
        created_at: i64,
        updated_at: i64,
    }
}

impl TryFrom<TenantRow> for Tenant {
    type Error = StoreError;

    fn try_from(row: TenantRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: parse(&row.id, "tenants.id")?,
            name: row.name,
            created_at: time(row.created_at, "tenants.created_at")?,
        })
    }
}

impl TryFrom<ApplicationRow> for Application {
    type Error = StoreError;

    fn try_from(row: ApplicationRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: parse(&row.id, "applications.id")?,
            tenant_id: parse(&row.tenant_id, "applications.tenant_id")?,
            environment: from_word(row.environment, "applications.environment")?,
            name: row.name,
            allowed_origins: from_json(&row.allowed_origins, "applications.allowed_origins")?,
            origin: row.origin,
            record_template: from_json(&row.record_template, "applications.record_template")?,
            branding: from_json(&row.branding, "applications.branding")?,
            created_at: time(row.created_at, "applications.created_at")?,
            updated_at: time(row.updated_at, "applications.updated_at")?,
        })
    }
}

impl Store {
    pub async fn create_tenant(&self, tenant: &Tenant) -> Result<(), StoreError> {
        let sql = "INSERT INTO tenants (id, name, created_at) VALUES ($1, $2, $3)";
        on!(&self.write, pool => {
            query(sql)
                .bind(tenant.id.text())
                .bind(&tenant.name)
                .bind(us(tenant.created_at))
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    pub async fn find_tenant(&self, id: TenantId) -> Result<Option<Tenant>, StoreError> {
        let sql = "SELECT * FROM tenants WHERE id = $1";
        let row: Option<TenantRow> =
            on!(&self.read, pool => query_as(sql).bind(id.text()).fetch_optional(pool).await)?;
        row.map(Tenant::try_from).transpose()
    }

    pub async fn create_application(&self, application: &Application) -> Result<(), StoreError> {
        let sql = "INSERT INTO applications (id, tenant_id, environment, name, allowed_origins, \
            origin, record_template, branding, created_at, updated_at) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        let origins = json(&application.allowed_origins, "applications.allowed_origins")?;
        let template = json(&application.record_template, "applications.record_template")?;
        let branding = json(&application.branding, "applications.branding")?;
        on!(&self.write, pool => {
            query(sql)
                .bind(application.id.text())
                .bind(application.tenant_id.text())
                .bind(application.environment.as_str())
                .bind(&application.name)
                .bind(origins)
                .bind(&application.origin)
                .bind(template)
                .bind(branding)
                .bind(us(application.created_at))
                .bind(us(application.updated_at))
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    pub async fn find_application(
        &self,
        id: ApplicationId,
    ) -> Result<Option<Application>, StoreError> {
        let sql = "SELECT * FROM applications WHERE id = $1";
        let row: Option<ApplicationRow> =
            on!(&self.read, pool => query_as(sql).bind(id.text()).fetch_optional(pool).await)?;
        row.map(Application::try_from).transpose()
    }

    pub async fn list_applications(
        &self,
        tenant: TenantId,
        environment: Environment,
        page: Page,
    ) -> Result<List<Application>, StoreError> {
        let sql = "SELECT * FROM applications WHERE tenant_id = $1 AND environment = $2 \
            AND ($3 IS NULL OR id < $3) ORDER BY id DESC LIMIT $4";
        let rows: Vec<ApplicationRow> = on!(&self.read, pool => {
            query_as(sql)
                .bind(tenant.text())
                .bind(environment.as_str())
                .bind(page.after())
                .bind(page.fetch())
                .fetch_all(pool)
                .await?
        });
        let data = rows.into_iter().map(Application::try_from).collect::<Result<_, _>>()?;
        Ok(page.list(data, |application: &Application| application.id.0))
    }

    /// Replaces what a tenant may change: all but id, tenant, environment and creation.
    /// The gate hears of it, since it answers with the application's origin.
    pub async fn update_application(&self, application: &Application) -> Result<(), StoreError> {
        let origins = json(&application.allowed_origins, "applications.allowed_origins")?;
        let template = json(&application.record_template, "applications.record_template")?;
        let branding = json(&application.branding, "applications.branding")?;
        let mut tx = self.begin().await?;
        let change = tx.next_change().await?;
        let sql = "UPDATE applications SET name = $2, allowed_origins = $3, origin = $4, \
            record_template = $5, branding = $6, updated_at = $7, change = $8 WHERE id = $1";
        on!(&mut tx, conn => {
            query(sql)
                .bind(application.id.text())
                .bind(&application.name)
                .bind(origins)
                .bind(&application.origin)
                .bind(template)
                .bind(branding)
                .bind(us(application.updated_at))
                .bind(change)
                .execute(&mut **conn)
                .await?;
        });
        tx.commit().await
    }
}

impl Tx {
    /// Every node hears that something changed which streams of this application stand on.
    pub(super) async fn touch_application(&mut self, id: ApplicationId) -> Result<(), StoreError> {
        let change = self.next_change().await?;
        let sql = "UPDATE applications SET change = $2 WHERE id = $1";
        on!(self, conn => {
            query(sql).bind(id.text()).bind(change).execute(&mut **conn).await?;
        });
        Ok(())
    }
}
