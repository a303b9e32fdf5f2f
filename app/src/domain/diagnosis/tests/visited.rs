//! Which addresses are worth a visit.

use super::*;

/// Where a visit would go.
fn to_visit(case: &Case) -> Vec<String> {
    let addresses = addresses_to_visit(&case.desired, &case.observation);
    addresses.iter().map(ToString::to_string).collect()
}

#[test]
fn only_those_are_visited_that_lead_to_the_tenant_or_to_a_proxy() {
    let proxy = "shop.acme.com A 104.16.1.1";
    for (lines, want) in [
        (&RIGHT[..], &["192.0.2.7"][..]),
        (&[CNAME, TARGET], &["192.0.2.7"]),
        (&[TXT, "shop.acme.com A 192.0.2.7"], &["192.0.2.7"]),
        (
            &[TXT, CNAME, TARGET, "edge.north.example AAAA 2001:db8::7"],
            &["192.0.2.7", "2001:db8::7"],
        ),
        (
            &[TXT, "shop.acme.com CNAME b.acme.com", "b.acme.com CNAME edge.north.example", TARGET],
            &["192.0.2.7"],
        ),
        (&[TXT, proxy], &["104.16.1.1"]),
        (&[TXT, proxy, "shop.acme.com AAAA 2606:4700::1111"], &["104.16.1.1", "2606:4700::1111"]),
        // Nowhere, elsewhere, and elsewhere too.
        (&[TXT], &[]),
        (&[TXT, CNAME], &[]),
        (&[TXT, "shop.acme.com A 198.51.100.200"], &[]),
        (&[TXT, proxy, "shop.acme.com A 198.51.100.200"], &[]),
        (&[TXT, "shop.acme.com CNAME other.example", "other.example A 198.51.100.200"], &[]),
        (&[TXT, "shop.acme.com CNAME other.example", "other.example A 104.16.1.1"], &[]),
    ] {
        assert_eq!(to_visit(&Case::of(lines)), want, "{lines:?}");
    }
}

#[test]
fn nobody_is_visited_where_authorities_disagree_or_nobody_is_in_charge() {
    let elsewhere = [TXT, "shop.acme.com A 198.51.100.200"];
    let split = Case::servers("shop.acme.com", Kind::Subdomain, &RIGHT, &elsewhere);
    assert_eq!(to_visit(&split), Vec::<String>::new());
    let mut case = Case::of(&RIGHT);
    let zone = case.observation.delegation.zone().unwrap().clone();
    case.observation.delegation = Delegation::Lame(zone);
    assert_eq!(to_visit(&case), Vec::<String>::new());
}

#[test]
fn a_wildcard_is_not_visited() {
    let lines = ["*.acme.com CNAME edge.north.example", TARGET];
    let case = Case::servers("*.acme.com", Kind::Wildcard, &lines, &lines);
    assert_eq!(to_visit(&case), Vec::<String>::new());
}
