//! Plans to choose from, what is counted of a tenant, and whoever takes the money.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use app::domain::quota::{Counter, Period};
use fairlead::service::billing::{Billing, BillingError, Order};
use fairlead::service::caller::KeyScope;
use fairlead::store::usage::{Count, Quota};
use fairlead::store::{Environment, Tenant, TenantId};
use futures::future::{BoxFuture, join_all};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::datetime;

use crate::client::Client;
use crate::database::on_each;
use crate::process::{first_tenant, production, tenant_on_plan};
use crate::world::{World, path};

const PLANS: &str = "default = \"free\"\n\
    [[plan]]\nid = \"free\"\nname = \"Free\"\nprice = \"0 €\"\n\
    [plan.limits]\nactive_connections = 10\n\
    [[plan]]\nid = \"pro\"\nname = \"Pro\"\n\
    [[plan]]\nid = \"arranged\"\nname = \"Arranged\"\nself_service = false\n";

/// Somebody who takes money, and may be away.
#[derive(Default)]
struct Till {
    away: AtomicBool,
    asked: AtomicUsize,
}

impl Billing for Till {
    fn switch<'a>(&'a self, order: &'a Order) -> BoxFuture<'a, Result<(), BillingError>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        assert_ne!(order.from.id, order.to.id);
        let away = self.away.load(Ordering::Relaxed);
        let answer = if away { Err(BillingError("closed".to_owned())) } else { Ok(()) };
        Box::pin(std::future::ready(answer))
    }
}

fn listed(folder: &std::path::Path) -> String {
    let file = folder.join("plans.toml");
    std::fs::write(&file, PLANS).unwrap();
    file.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn without_plans_there_is_one_without_limits() {
    let world = World::on_demand().await;
    let plans = world.tenant().get("/v1/plans").await.ok(200);
    assert_eq!(plans["next_cursor"], Value::Null);
    let [plan] = &plans["data"].as_array().unwrap()[..] else { panic!("{plans}") };
    assert_eq!((&plan["id"], &plan["default"]), (&json!("unlimited"), &json!(true)));
    let none = json!({ "active_connections": null, "new_connections_per_month": null });
    assert_eq!(plan["limits"], none);
    let standing = world.tenant().get("/v1/subscription").await.ok(200);
    assert_eq!((&standing["plan"]["id"], &standing["since"]), (&json!("unlimited"), &Value::Null));
}

#[tokio::test]
async fn a_plan_is_switched_when_the_money_is_arranged_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let till = Arc::new(Till::default());
    let settings = [("PLANS", listed(folder.path()))];
    let settings = settings.each_ref().map(|(name, value)| (*name, value.as_str()));
    let world = World::with_billing(&settings, Arc::<Till>::clone(&till)).await;
    let tenant = world.tenant();
    let plan_now = async || tenant.get("/v1/subscription").await.ok(200)["plan"]["id"].clone();
    let switch = |plan: &str| tenant.post("/v1/subscription", json!({ "plan": plan }));
    assert_eq!(plan_now().await, "free");
    till.away.store(true, Ordering::Relaxed);
    let answer = switch("pro").await;
    answer.refused(502, "billing_unavailable");
    assert!(!answer.text().contains("closed"), "{}", answer.text());
    assert_eq!(plan_now().await, "free");
    till.away.store(false, Ordering::Relaxed);
    assert_eq!(switch("pro").await.ok(200)["plan"]["name"], "Pro");
    assert_eq!(plan_now().await, "pro");
    // Nothing to arrange: the plan is there already, is none, or is not theirs to choose.
    assert_eq!(till.asked.load(Ordering::Relaxed), 2);
    switch("pro").await.ok(200);
    for none in ["gold", "", "Pro"] {
        let error = switch(none).await.refused(400, "invalid");
        assert_eq!(error["details"]["fields"], json!(["plan"]));
    }
    switch("arranged").await.refused(403, "forbidden");
    tenant
        .post("/v1/subscription", json!({ "plan": "pro", "seats": 4 }))
        .await
        .refused(400, "invalid");
    assert_eq!(till.asked.load(Ordering::Relaxed), 2);
    let reader = world.client(&world.key(&[KeyScope::UsageRead]).await);
    reader.get("/v1/subscription").await.ok(200);
    reader.post("/v1/subscription", json!({ "plan": "free" })).await.refused(403, "forbidden");
}

#[tokio::test]
async fn the_operator_puts_a_tenant_on_any_plan() {
    let (world, folder) = (World::on_demand().await, tempfile::tempdir().unwrap());
    let mut serving = production(folder.path());
    serving.env("PLANS", listed(folder.path()));
    let made = first_tenant(&serving);
    let said = tenant_on_plan(&serving, made["tenant_id"].as_str().unwrap(), "arranged");
    assert_eq!((&said["plan"], &said["environment"]), (&json!("arranged"), &json!("live")));
    let database = format!("sqlite://{}", folder.path().join("fairlead.db").display());
    let plans = listed(folder.path());
    let settings = [("DATABASE_URL", database.as_str()), ("PLANS", &plans)];
    let running = world.production_with(&settings).await;
    let client = Client::new(running.listen, made["api_key"].as_str());
    let standing = client.get("/v1/subscription").await.ok(200);
    assert_eq!(standing["plan"]["id"], "arranged");
    running.stop().await;
}

#[tokio::test]
async fn a_month_tells_what_happened_in_it() {
    let world = World::on_demand().await;
    let tenant = world.tenant();
    world.live("shop.sandbox.test").await;
    let gone = world.connect("gone.sandbox.test").await;
    world.check(&gone).await;
    tenant.delete(&path(&gone, "")).await.ok(200);
    let usage = tenant.get("/v1/usage").await.ok(200);
    let counters = &usage["counters"];
    assert_eq!(counters["connections_created"], 2);
    assert_eq!(counters["connections_returned"], 1);
    assert_eq!(counters["connections_verified"], 1);
    assert_eq!(counters["connections_live"], 1);
    assert_eq!(counters["certificates_seen"], 1);
    assert_eq!(counters["checks"], 2);
    assert_eq!(counters["webhook_deliveries"], 0);
    assert_eq!(usage["environment"], "test");
    assert_eq!(usage["quota"]["active_connections"], json!({ "used": 1, "limit": null }));
    let month = usage["period"]["id"].as_str().unwrap().to_owned();
    let start = usage["period"]["start"].as_str().unwrap();
    assert_eq!(start, format!("{month}-01T00:00:00Z"));
    // The next month begins at nothing, and the past stays as it was.
    let end = OffsetDateTime::parse(usage["period"]["end"].as_str().unwrap(), &Rfc3339).unwrap();
    world.advance((end - world.clock.now()).whole_seconds() + 1).await;
    let next = tenant.get("/v1/usage").await.ok(200);
    assert_eq!(next["period"]["start"], usage["period"]["end"]);
    assert_eq!(next["counters"]["connections_created"], 0);
    assert_eq!(next["quota"]["active_connections"]["used"], 1);
    let past = tenant.get(&format!("/v1/usage?period={month}")).await.ok(200);
    assert_eq!(past["counters"], usage["counters"]);
    for bad in ["period=2026", "period=2026-13", "month=2026-03"] {
        tenant.get(&format!("/v1/usage?{bad}")).await.refused(400, "invalid");
    }
}

#[tokio::test]
async fn usage_is_the_tenants_own() {
    let world = World::on_demand().await;
    world.connect("a.sandbox.test").await;
    let (_, key) = crate::world::tenant(&world.running, Environment::Test).await;
    let usage = world.client(&key).get("/v1/usage").await.ok(200);
    assert_eq!(usage["counters"]["connections_created"], 0);
    for scope in KeyScope::ALL {
        let client = world.client(&world.key(&[scope]).await);
        for place in ["/v1/plans", "/v1/usage", "/v1/subscription"] {
            let answer = client.get(place).await;
            assert_eq!(answer.status == 200, scope == KeyScope::UsageRead, "{answer:?}");
        }
    }
}

#[tokio::test]
async fn what_was_counted_in_memory_survives_a_good_end() {
    let (world, folder) = (World::on_demand().await, tempfile::tempdir().unwrap());
    let database = format!("sqlite://{}", folder.path().join("fairlead.db").display());
    let settings = [("DATABASE_URL", database.as_str()), ("WORKER_ENABLED", "0")];
    let running = world.production_with(&settings).await;
    let (application, key) = crate::world::tenant(&running, Environment::Live).await;
    let client = Client::new(running.listen, Some(&key));
    let wish = json!({ "application_id": application.id, "hostname": "a.sandbox.test" });
    let made = client.post("/v1/connections", wish).await.ok(201);
    client.post(&path(&made, "/records:check"), json!({})).await.ok(200);
    running.stop().await;
    let running = world.production_with(&settings).await;
    let client = Client::new(running.listen, Some(&key));
    assert_eq!(client.get("/v1/usage").await.ok(200)["counters"]["checks"], 1);
    running.stop().await;
}

#[tokio::test]
async fn nothing_is_lost_or_counted_twice_while_it_is_added_up() {
    on_each(async |store| {
        let now = datetime!(2026-03-31 23:59:59 UTC);
        let tenant = Tenant { id: TenantId::fresh(), name: "Acme".to_owned(), created_at: now };
        store.create_tenant(&tenant).await.unwrap();
        let (tenant, environment) = (tenant.id, Environment::Live);
        let quota = Quota { tenant, environment };
        let (march, april) = (Period::of(now), Period::of(now + time::Duration::SECOND));
        let count = |period, counter, n| Count { tenant, environment, period, counter, n };
        let rounds = (0..40).map(|nth| {
            let store = &store;
            async move {
                let counts = [
                    count(Some(march), Counter::Checks, 2),
                    count(Some(april), Counter::Checks, 1),
                    count(None, Counter::Active, if nth % 2 == 0 { 1 } else { -1 }),
                ];
                store.count(&counts).await.unwrap();
                store.fold_usage().await.unwrap();
                let seen = store.counted(quota, Some(march)).await.unwrap();
                assert!((2..=80).contains(&seen[&Counter::Checks]), "{seen:?}");
            }
        });
        join_all(rounds).await;
        assert_eq!(store.counted(quota, Some(march)).await.unwrap()[&Counter::Checks], 80);
        assert_eq!(store.counted(quota, Some(april)).await.unwrap()[&Counter::Checks], 40);
        assert_eq!(store.counted(quota, None).await.unwrap()[&Counter::Active], 0);
        assert_eq!(store.fold_usage().await.unwrap(), 0);
    })
    .await;
}
