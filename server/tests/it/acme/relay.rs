//! Several nodes at one certificate: whoever dies, another one goes on.

use app::domain::certificate::Stage;
use fairlead::serve::Running;
use fairlead::service::issue::LEASE;

use super::ca::{At, Ca};
use super::setup::{Acme, is_live, serial};
use crate::client::Client;
use crate::database::{on_postgres, on_sqlite};

/// From nothing to a certificate that is offered to the edge: rest, order, challenge, proof, key,
/// request, certificate.
const STEPS: usize = 7;

/// Does one step of whatever is due.
async fn step(acme: &Acme, node: &Running) {
    // Until every node knows what a CA wants to find.
    acme.world.advance(4).await;
    for leased in node.service.lease_certificates(9).await.unwrap() {
        node.service.go_on(leased).await.unwrap();
    }
}

/// One node does a step and dies before it has written what came of it; another takes over.
async fn die(acme: &Acme, dying: &Running, next: &Running) {
    acme.world.advance(4).await;
    let begun = dying.service.lease_certificates(9).await.unwrap();
    assert!(!begun.is_empty());
    assert!(next.service.lease_certificates(9).await.unwrap().is_empty(), "another has it");
    acme.world.advance(LEASE.whole_seconds()).await;
    let taken = next.service.lease_certificates(9).await.unwrap();
    assert_eq!(taken.len(), begun.len());
    // What it writes comes too late: it did its step, and nobody knows.
    for leased in begun {
        dying.service.go_on(leased).await.unwrap();
    }
    for leased in taken {
        next.service.go_on(leased).await.unwrap();
    }
}

async fn relay(url: String) {
    let settings = [("DATABASE_URL", url.as_str()), ("WORKER_ENABLED", "0")];
    let acme = Acme::with(&[Ca::start().await], &settings).await;
    let next = acme.node().await;
    let client = Client::new(next.listen, acme.client.credential());
    for death in 0..STEPS {
        acme.edge.ask(&next);
        let name = format!("shop{death}.sandbox.test");
        let orders = acme.ca.count(At::NewOrder);
        let made = acme.connect(&name).await;
        for nth in 0..STEPS {
            if nth == death {
                die(&acme, &acme.running, &next).await;
            } else {
                step(&acme, &next).await;
            }
        }
        let row = acme.row(&made).await;
        assert_eq!(row.issuance.stage, Some(Stage::Deployment), "{death}: {:?}", row.issuance);
        let orders = acme.ca.count(At::NewOrder) - orders;
        assert!((1..=2).contains(&orders), "{death}: {orders} orders");
        let issued: Vec<_> =
            acme.ca.issued().into_iter().filter(|it| it.names == [name.as_str()]).collect();
        assert_eq!(issued.len(), 1, "{death}");
        let live = acme.look_by(&client, &made).await;
        assert!(is_live(&live), "{death}: {live:#}");
        assert_eq!(serial(&acme.read(&made).await), issued[0].serial);
        step(&acme, &next).await;
        assert_eq!(acme.row(&made).await.issuance.stage, None);
        // Either node serves it, with the key that it is for.
        for node in [&next, &acme.running] {
            acme.edge.ask(node);
            let is_served = async || acme.visit(&name).await.is_ok_and(|it| it == issued[0].serial);
            acme.poll(1, &made, async |_| is_served().await).await;
        }
    }
    next.stop().await;
    acme.stop().await;
}

#[tokio::test]
async fn wherever_a_node_dies_another_one_brings_the_certificate_home() {
    on_sqlite(async |_, url| Box::pin(relay(url)).await).await;
    on_postgres(async |_, url| Box::pin(relay(url)).await).await;
}

#[tokio::test]
async fn two_nodes_that_work_get_one_certificate_for_each_name() {
    on_postgres(async |_, url| {
        let settings = [("DATABASE_URL", url.as_str())];
        let acme = Acme::with(&[Ca::start().await], &settings).await;
        let other = acme.node().await;
        acme.edge.ask(&other);
        // Whoever made the order, the CA is answered by this one.
        acme.ca.check_with(Some(other.internal));
        let names = ["a.sandbox.test", "b.sandbox.test", "c.sandbox.test"];
        for name in names {
            // One at a time: a clock that is moved leaves the other node no time to read what the CA
            // wants to find.
            let made = acme.connect(name).await;
            let live = acme.until(&made, is_live).await;
            assert_eq!(acme.visit(name).await.unwrap(), serial(&live));
            assert_eq!(acme.told(&made, "ssl.issued").await, 1);
        }
        assert_eq!((acme.ca.count(At::NewOrder), acme.ca.issued().len()), (3, 3));
        other.stop().await;
        acme.stop().await;
    })
    .await;
}
