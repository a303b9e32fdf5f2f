//! The addresses of names that somebody named.

use std::net::IpAddr;

use hickory_proto::op::ResponseCode;

use super::super::testbed::Fault;
use super::{CHALLENGE, Fixture};

async fn addresses(fixture: &Fixture, name: &str) -> Option<Vec<IpAddr>> {
    fixture.dns.addresses(&name.parse().unwrap(), &CHALLENGE.parse().unwrap()).await
}

#[tokio::test]
async fn a_name_is_followed_to_its_addresses_without_any_resolver_knowing() {
    let fixture = Fixture::new().await;
    fixture.publish(&[
        "blog.acme.test 300 CNAME edge.shop.test.",
        "two.acme.test 300 A 192.0.2.1",
        "two.acme.test 300 AAAA ::1",
        "six.acme.test 300 AAAA ::1",
        "text.acme.test 300 TXT here",
        "gone.acme.test 300 CNAME nowhere.shop.test.",
        "round.acme.test 300 CNAME round.acme.test.",
    ]);
    for (name, want) in [
        ("blog.acme.test", Some(&["192.0.2.10"][..])),
        ("two.acme.test", Some(&["192.0.2.1", "::1"])),
        ("six.acme.test", Some(&["::1"])),
        ("text.acme.test", Some(&[])),
        ("absent.acme.test", Some(&[])),
        ("gone.acme.test", Some(&[])),
        ("www.unregistered.test", Some(&[])),
        ("round.acme.test", None),
    ] {
        let mut found = addresses(&fixture, name).await;
        if let Some(ips) = &mut found {
            ips.sort();
        }
        let want: Option<Vec<IpAddr>> =
            want.map(|ips| ips.iter().map(|ip| ip.parse().unwrap()).collect());
        assert_eq!(found, want, "{name}");
    }
    let asked: Vec<String> = fixture.resolver.seen().into_iter().map(|seen| seen.name).collect();
    assert!(asked.iter().all(|name| !name.contains("acme")), "{asked:?}");
}

#[tokio::test]
async fn failing_to_ask_is_no_absence() {
    let fixture = Fixture::new().await;
    for server in &fixture.customer {
        server.fail(Fault::Rcode(ResponseCode::ServFail));
    }
    assert_eq!(addresses(&fixture, "www.acme.test").await, None);
}
