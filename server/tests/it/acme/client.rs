//! Our side of ACME and the CA of these tests, each against the other: what is asked for step by
//! step, and what is made of each refusal.

use std::net::SocketAddr;
use std::sync::Arc;

use app::domain::certificate::Method;
use app::domain::issuance::Refusal;
use app::domain::name::Hostname;
use axum::Router;
use axum::http::{HeaderMap, StatusCode, Uri};
use fairlead::acme::{Acme, Chain, Issuer, Login, Request, Standing};
use fairlead::clock::Clock;
use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier as _;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use tokio_util::task::TaskTracker;

use super::ca::{At, Ca, Hold, Problem};

const HOST: &str = "shop.example.test";
const SLOW_DOWN: Problem = Problem::new(429, "rateLimited", "too many orders");
const NO_NONCE: Problem = Problem::new(400, "badNonce", "not this one");

fn now() -> OffsetDateTime {
    Clock::default().now()
}

fn host() -> Hostname {
    HOST.parse().unwrap()
}

/// A client that knows this CA only.
fn acme(ca: &Ca) -> Acme {
    let root = CertificateDer::from_pem_slice(ca.root_pem().as_bytes()).unwrap();
    let issuer = Issuer { directory: ca.directory().parse().unwrap(), external: None };
    Acme::new(vec![issuer], Some("operator@example.test".to_owned()), &[root]).unwrap()
}

/// An account there.
async fn login(ca: &Ca) -> Login {
    let acme = acme(ca);
    acme.register(&acme.issuers()[0], now()).await.unwrap().0
}

/// An order whose name is proven.
async fn proven(login: &Login, replaces: Option<&CertificateDer<'_>>) -> String {
    let order = login.order(&host(), replaces, now()).await.unwrap();
    login.ready(&order, Method::Http, now()).await.unwrap();
    assert_eq!(login.standing(&order, now()).await, Ok(Standing::Ready));
    order
}

/// Sends a request for a certificate; the key that it is for.
async fn finalize(login: &Login, order: &str) -> String {
    let request = Request::new(&host()).unwrap();
    login.finalize(order, &request.csr, now()).await.unwrap();
    request.key
}

/// A certificate, all the way.
async fn certificate(login: &Login, replaces: Option<&CertificateDer<'_>>) -> Chain {
    certificate_at(login, replaces, now()).await
}

/// The same at another time.
async fn certificate_at(
    login: &Login,
    replaces: Option<&CertificateDer<'_>>,
    at: OffsetDateTime,
) -> Chain {
    let order = proven(login, replaces).await;
    let key = finalize(login, &order).await;
    login.certificate(&order, &host(), &key, at).await.unwrap().unwrap()
}

/// Whether a visitor takes a certificate for the name, who trusts that root.
fn is_trusted(chain: &Chain, root: &str, at: OffsetDateTime) -> bool {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(root.as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
    let verifier = verifier.build().unwrap();
    let chain = CertificateDer::pem_slice_iter(chain.pem.as_bytes());
    let chain: Vec<CertificateDer<'static>> = chain.map(Result::unwrap).collect();
    let at = u64::try_from(at.unix_timestamp()).unwrap();
    let at = UnixTime::since_unix_epoch(std::time::Duration::from_secs(at));
    let name = ServerName::try_from(HOST).unwrap();
    verifier.verify_server_cert(&chain[0], &chain[1..], &name, &[], at).is_ok()
}

/// Says this at that path of the name, and nothing elsewhere.
async fn page(path: String, text: String) -> SocketAddr {
    let answer = move |headers: HeaderMap, uri: Uri| {
        let is_there = headers["host"] == HOST && uri.path() == path;
        let status = if is_there { StatusCode::OK } else { StatusCode::NOT_FOUND };
        let answer = (status, text.clone());
        async move { answer }
    };
    let routes = Router::new().fallback(answer);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = listener.local_addr().unwrap();
    TaskTracker::new().spawn(async move { axum::serve(listener, routes).await.unwrap() });
    place
}

#[tokio::test]
async fn a_certificate_is_ordered_proven_signed_and_revoked_and_any_node_goes_on() {
    let ca = Ca::start().await;
    let acme = acme(&ca);
    let (first, credentials) = acme.register(&acme.issuers()[0], now()).await.unwrap();
    let order = first.order(&host(), None, now()).await.unwrap();
    assert_eq!(first.standing(&order, now()).await, Ok(Standing::Pending));

    let second = acme.login(&credentials, now()).await.unwrap();
    for (method, kind) in [(Method::Http, "http-01"), (Method::Txt, "dns-01")] {
        let told = second.challenge(&order, method, now()).await.unwrap().unwrap();
        let wanted = ca.challenges().into_iter().find(|it| it.kind == kind).unwrap();
        assert_eq!((wanted.name.as_str(), &wanted.token), (HOST, &told.token));
        assert_eq!(wanted.key_authorization, told.key_authorization);
    }
    second.ready(&order, Method::Txt, now()).await.unwrap();
    assert!(second.challenge(&order, Method::Txt, now()).await.unwrap().is_none());
    assert_eq!(second.standing(&order, now()).await, Ok(Standing::Ready));
    assert!(ca.challenges().is_empty());

    let key = finalize(&second, &order).await;
    assert_eq!(first.standing(&order, now()).await, Ok(Standing::Valid));
    let chain = first.certificate(&order, &host(), &key, now()).await.unwrap().unwrap();
    assert_eq!(chain.not_after - chain.not_before, Duration::days(90) + Duration::HOUR);
    assert!(is_trusted(&chain, &ca.issuer_pem(), now()));
    assert!(!is_trusted(&chain, &ca.root_pem(), now()));
    let issued = ca.issued();
    assert_eq!((issued[0].serial.as_str(), issued[0].is_revoked), (chain.serial.as_str(), false));
    assert_eq!(issued[0].names, [HOST]);

    for _ in 0..2 {
        first.revoke(&chain.leaf().unwrap(), now()).await.unwrap();
    }
    assert!(ca.issued()[0].is_revoked);
    assert_eq!((ca.count(At::NewAccount), ca.count(At::NewOrder)), (1, 1));
    assert_eq!((ca.count(At::Finalize), ca.count(At::Revoke)), (1, 2));
}

#[tokio::test]
async fn a_nonce_that_is_not_taken_costs_nothing() {
    let ca = Ca::start().await;
    let login = login(&ca).await;
    for _ in 0..2 {
        ca.answer(At::NewOrder, NO_NONCE);
    }
    login.order(&host(), None, now()).await.unwrap();
    assert_eq!(ca.count(At::NewOrder), 1);
    // Who takes none at all is in trouble.
    ca.refuse_always(At::NewOrder, Some(NO_NONCE));
    let refused = login.order(&host(), None, now()).await.unwrap_err();
    assert_eq!((refused.refusal, refused.problem.as_str()), (Refusal::Trouble, "badNonce"));
    ca.refuse_always(At::NewOrder, None);
    login.order(&host(), None, now()).await.unwrap();
    assert_eq!(ca.count(At::NewOrder), 2);
}

#[tokio::test]
async fn who_asks_too_much_is_told_when_to_come_again() {
    let ca = Ca::start().await;
    let login = login(&ca).await;
    let now = now();
    for (said, later) in [
        (Some("7200"), Some(now + Duration::hours(2))),
        // Nobody waits for a century.
        (Some("Thu, 21 Nov 2126 14:26:00 GMT"), Some(now + Duration::WEEK)),
        (None, None),
    ] {
        ca.answer(At::NewOrder, Problem { retry_after: said, ..SLOW_DOWN });
        let refused = login.order(&host(), None, now).await.unwrap_err();
        assert_eq!((refused.refusal, refused.later), (Refusal::TooMuch, later), "{said:?}");
        assert_eq!(refused.detail, "too many orders");
    }
    login.order(&host(), None, now).await.unwrap();
}

#[tokio::test]
async fn a_refusal_means_the_same_at_whatever_step_it_comes() {
    let ca = Ca::start().await;
    let login = login(&ca).await;
    let rejected = Problem::new(400, "rejectedIdentifier", "not this name");
    let below = Problem {
        subproblem: Some("rejectedIdentifier"),
        ..Problem::new(400, "malformed", "some of the names")
    };
    let broken = Problem::new(500, "serverInternal", "come again");
    for (problem, meant) in
        [(rejected, Refusal::Rejected), (below, Refusal::Rejected), (broken, Refusal::Trouble)]
    {
        ca.answer(At::NewOrder, problem);
        let refused = login.order(&host(), None, now()).await.unwrap_err();
        assert_eq!(refused.refusal, meant, "{problem:?}");
    }
    let order = login.order(&host(), None, now()).await.unwrap();
    for at in [At::Nonce, At::Order, At::Authorization] {
        ca.answer(at, broken);
        let refused = login.challenge(&order, Method::Http, now()).await.unwrap_err();
        assert_eq!(refused.refusal, Refusal::Trouble, "{at:?}");
    }
    ca.answer(At::Challenge, SLOW_DOWN);
    let refused = login.ready(&order, Method::Http, now()).await.unwrap_err();
    assert_eq!(refused.refusal, Refusal::TooMuch);
    login.ready(&order, Method::Http, now()).await.unwrap();
    let none = login.finalize(&order, b"no request", now()).await.unwrap_err();
    assert_eq!((none.refusal, none.problem.as_str()), (Refusal::Ours, "badCSR"));
    let key = finalize(&login, &order).await;
    ca.answer(At::Certificate, broken);
    assert!(login.certificate(&order, &host(), &key, now()).await.is_err());
    assert!(login.certificate(&order, &host(), &key, now()).await.unwrap().is_some());
    // What is for another key, another name or another time would lock visitors out.
    let other = Request::new(&host()).unwrap().key;
    let elsewhere = "other.example".parse().unwrap();
    let late = now() + Duration::days(100);
    for (name, key, at) in
        [(&host(), &other, now()), (&elsewhere, &key, now()), (&host(), &key, late)]
    {
        let odd = login.certificate(&order, name, key, at).await.unwrap_err();
        assert!(odd.is_final && odd.problem == "malformed", "{odd}");
    }
}

#[tokio::test]
async fn a_ca_without_an_account_for_us_refuses_until_it_has_one() {
    let ca = Ca::start().await;
    let acme = acme(&ca);
    let unknown = Problem::new(403, "externalAccountRequired", "who are you");
    ca.refuse_always(At::NewAccount, Some(unknown));
    for _ in 0..2 {
        let refused = acme.register(&acme.issuers()[0], now()).await.err().unwrap();
        assert_eq!(refused.refusal, Refusal::Ours);
    }
    ca.refuse_always(At::NewAccount, None);
    assert!(acme.register(&acme.issuers()[0], now()).await.is_ok());
    ca.answer(At::Directory, Problem::new(503, "serverInternal", "closed"));
    let refused = acme.register(&acme.issuers()[0], now()).await.err().unwrap();
    assert_eq!(refused.refusal, Refusal::Trouble);
}

#[tokio::test]
async fn a_slow_ca_is_waited_for_at_either_stage() {
    let ca = Ca::start().await;
    let login = login(&ca).await;
    let order = login.order(&host(), None, now()).await.unwrap();
    ca.hold(Hold::Validation, true);
    login.ready(&order, Method::Http, now()).await.unwrap();
    assert_eq!(login.standing(&order, now()).await, Ok(Standing::Pending));
    ca.hold(Hold::Validation, false);
    assert_eq!(login.standing(&order, now()).await, Ok(Standing::Ready));

    ca.hold(Hold::Issuance, true);
    let key = finalize(&login, &order).await;
    assert_eq!(login.standing(&order, now()).await, Ok(Standing::Processing));
    assert_eq!(login.certificate(&order, &host(), &key, now()).await, Ok(None));
    assert!(ca.issued().is_empty());
    ca.hold(Hold::Issuance, false);
    assert_eq!(login.standing(&order, now()).await, Ok(Standing::Valid));
    assert!(login.certificate(&order, &host(), &key, now()).await.unwrap().is_some());
}

#[tokio::test]
async fn an_order_that_is_given_up_says_why() {
    let ca = Ca::start().await;
    let login = login(&ca).await;
    let order = login.order(&host(), None, now()).await.unwrap();
    ca.fail_validation(Some(Problem::new(403, "caa", "the DNS forbids it")));
    login.ready(&order, Method::Http, now()).await.unwrap();
    let refused = login.standing(&order, now()).await.unwrap_err();
    assert_eq!((refused.refusal, refused.problem.as_str()), (Refusal::Forbidden, "caa"));
    assert_eq!(refused.detail, "the DNS forbids it");

    ca.fail_validation(None);
    let order = proven(&login, None).await;
    ca.fail_issuance(Some(Problem::new(500, "serverInternal", "the key is lost")));
    finalize(&login, &order).await;
    let refused = login.standing(&order, now()).await.unwrap_err();
    assert_eq!((refused.refusal, refused.detail.as_str()), (Refusal::Trouble, "the key is lost"));
    ca.fail_issuance(None);
    certificate(&login, None).await;
}

#[tokio::test]
async fn a_name_is_proven_by_what_is_found_there() {
    let ca = Ca::start().await;
    let login = login(&ca).await;
    for (is_right, refusal) in [(true, None), (false, Some("unauthorized"))] {
        let order = login.order(&host(), None, now()).await.unwrap();
        let told = login.challenge(&order, Method::Http, now()).await.unwrap().unwrap();
        let path = format!("/.well-known/acme-challenge/{}", told.token);
        let text = if is_right { told.key_authorization } else { "something".to_owned() };
        ca.check_with(Some(page(path, text).await));
        login.ready(&order, Method::Http, now()).await.unwrap();
        let standing = login.standing(&order, now()).await;
        assert_eq!(standing.err().map(|it| it.problem).as_deref(), refusal);
    }
    let order = login.order(&host(), None, now()).await.unwrap();
    ca.check_with(Some(SocketAddr::from(([127, 0, 0, 1], 1))));
    login.ready(&order, Method::Http, now()).await.unwrap();
    assert_eq!(login.standing(&order, now()).await.unwrap_err().problem, "connection");
    ca.check_with(None);
    proven(&login, None).await;
}

#[tokio::test]
async fn a_certificate_is_renewed_when_the_ca_suggests_it_and_replaces_the_one_before() {
    let ca = Ca::start().await;
    let start = datetime!(2126-01-10 00:00 UTC);
    // Who does not know of it is not asked.
    let plain = login(&ca).await;
    let chain = certificate(&plain, None).await;
    assert_eq!(plain.renew_at(&chain, 0.5).await, None);
    let leaf = chain.leaf().unwrap();
    plain.order(&host(), Some(&leaf), now()).await.unwrap();
    assert_eq!((ca.count(At::RenewalInfo), ca.count(At::NewOrder)), (0, 2));

    let clock = Clock::default();
    clock.advance(start - clock.now());
    ca.follow(&clock);
    ca.lifetime(Duration::ZERO, Duration::days(6));
    let window = (start + Duration::days(2), start + Duration::days(4));
    ca.suggest(Some(window));
    let login = login(&ca).await;
    let chain = certificate_at(&login, None, clock.now()).await;
    assert_eq!(chain.not_after - chain.not_before, Duration::days(6));
    assert_eq!(chain.not_before.date(), start.date());
    assert_eq!(login.renew_at(&chain, 0.5).await, Some(start + Duration::days(3)));
    ca.answer(At::RenewalInfo, SLOW_DOWN);
    assert_eq!(login.renew_at(&chain, 0.5).await, None);
    assert_eq!(ca.count(At::RenewalInfo), 2);

    let leaf = chain.leaf().unwrap();
    for _ in 0..2 {
        certificate_at(&login, Some(&leaf), clock.now()).await;
    }
    let issued = ca.issued();
    let replaced: Vec<Option<&str>> = issued.iter().map(|it| it.replaces.as_deref()).collect();
    let id = issued[1].id.as_str();
    assert_eq!(replaced, [None, None, Some(id), None], "only one may follow");
}
