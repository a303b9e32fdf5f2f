//! What was written is read again, and only by those whom it concerns.

use app::domain::connection::State;
use app::domain::session::{Claims, Scope};
use fairlead::store::connections::Filter;
use fairlead::store::idempotency::Seen;
use fairlead::store::keys::ApiKey;
use fairlead::store::tokens::Token;
use fairlead::store::{Application, Environment, KeyId, Page, Store};
use serde_json::json;
use time::Duration;

use super::{ALL, NOW, application, connection, create, desired};
use crate::database::on_each;

#[tokio::test]
async fn an_application_is_read_as_it_was_written() {
    on_each(async |store| {
        store.ping().await.unwrap();
        let mut application = application(&store).await;
        let found = async || store.find_application(application.id).await.unwrap();
        assert_eq!(found().await.as_ref(), Some(&application));

        application.origin = None;
        let branding = json!({"name": "Bücher & Söhne 📚"});
        application.branding = serde_json::from_value(branding).unwrap();
        application.updated_at = NOW + Duration::SECOND;
        store.update_application(&application).await.unwrap();
        assert_eq!(store.find_application(application.id).await.unwrap(), Some(application));
    })
    .await;
}

#[tokio::test]
async fn lists_come_in_pages_newest_first() {
    on_each(async |store| {
        let first = application(&store).await;
        for _ in 0..4 {
            let id = fairlead::store::ApplicationId::fresh();
            store.create_application(&Application { id, ..first.clone() }).await.unwrap();
        }
        let (mut page, mut seen) = (Page { after: None, limit: 2 }, Vec::new());
        loop {
            let list =
                store.list_applications(first.tenant_id, Environment::Live, page).await.unwrap();
            seen.push(list.data.len());
            assert!(list.data.is_sorted_by(|a, b| b.id < a.id));
            match list.next {
                Some(next) => page.after = Some(next.to_string().parse().unwrap()),
                None => break,
            }
        }
        assert_eq!(seen, [2, 2, 1]);
        let other = store.list_applications(first.tenant_id, Environment::Test, ALL).await.unwrap();
        assert_eq!(other.data, []);
    })
    .await;
}

#[tokio::test]
async fn a_key_is_found_by_its_hash_until_it_is_revoked() {
    on_each(async |store| {
        let application = application(&store).await;
        let key = ApiKey {
            id: KeyId::fresh(),
            application_id: application.id,
            name: "ci".to_owned(),
            scopes: vec!["connections:read".to_owned()],
            secret_hash: "aa".repeat(32),
            last4: "wxyz".to_owned(),
            created_at: NOW,
            revoked_at: None,
            last_used_at: None,
        };
        store.create_key(&key).await.unwrap();
        store.touch_key(&key, NOW).await.unwrap();
        let (found, its) = store.find_key(&key.secret_hash).await.unwrap().unwrap();
        assert_eq!(its, application);
        assert_eq!(found, ApiKey { last_used_at: Some(NOW), ..key.clone() });

        let stranger = fairlead::store::ApplicationId::fresh();
        assert!(!store.revoke_key(stranger, key.id, NOW).await.unwrap());
        assert!(store.revoke_key(application.id, key.id, NOW).await.unwrap());
        assert_eq!(store.find_key(&key.secret_hash).await.unwrap(), None);
        let listed = store.list_keys(application.id, ALL).await.unwrap().data;
        assert_eq!(listed.first().unwrap().revoked_at, Some(NOW));
    })
    .await;
}

fn token(application: &Application, jti: &str, minutes: i64) -> Token {
    let expires_at = NOW + Duration::minutes(minutes);
    let claims = Claims {
        iss: "https://connect.test".to_owned(),
        aud: "fairlead-widget".to_owned(),
        sub: application.id.to_string(),
        iat: NOW.unix_timestamp(),
        exp: expires_at.unix_timestamp(),
        jti: jti.to_owned(),
        scope: Scope { reference: Some("customer".to_owned()), ..Scope::default() },
        locale: None,
        allow: Vec::new(),
    };
    Token {
        jti: jti.to_owned(),
        application_id: application.id,
        claims,
        created_at: NOW,
        expires_at,
        revoked_at: None,
    }
}

async fn session_jti(store: &Store, hash: &str) -> Option<String> {
    let session = store.find_session(hash).await.unwrap();
    session.filter(|session| session.revoked_at.is_none()).map(|session| session.token.jti)
}

#[tokio::test]
async fn a_session_address_stands_for_its_token_until_either_is_revoked() {
    on_each(async |store| {
        let application = application(&store).await;
        let (first, second) = (token(&application, "one", 10), token(&application, "two", 60));
        store.create_token(&first, "address one").await.unwrap();
        store.create_token(&second, "address two").await.unwrap();
        store.create_session("another", "one", NOW).await.unwrap();
        assert_eq!(store.find_token("one").await.unwrap(), Some(first));

        store.mark_opened("address one", NOW).await.unwrap();
        store.mark_opened("address one", NOW + Duration::MINUTE).await.unwrap();
        let session = store.find_session("address one").await.unwrap().unwrap();
        assert_eq!(session.first_opened_at, Some(NOW));

        assert!(store.renew_session("address one", "two").await.unwrap());
        assert_eq!(session_jti(&store, "address one").await.as_deref(), Some("two"));

        assert!(store.revoke_token("one", NOW).await.unwrap());
        assert!(!store.revoke_token("none", NOW).await.unwrap());
        assert_eq!(session_jti(&store, "address one").await, None);
        assert_eq!(session_jti(&store, "another").await, None);
        assert_eq!(session_jti(&store, "address two").await.as_deref(), Some("two"));
        assert!(!store.renew_session("address one", "two").await.unwrap());
        assert_eq!(store.find_token("one").await.unwrap().unwrap().revoked_at, Some(NOW));
    })
    .await;
}

#[tokio::test]
async fn a_token_that_ended_is_forgotten_unless_its_address_lives_on() {
    on_each(async |store| {
        let application = application(&store).await;
        for (jti, minutes) in [("short", 10), ("renewed", 10), ("long", 60)] {
            store.create_token(&token(&application, jti, minutes), jti).await.unwrap();
        }
        store.renew_session("renewed", "long").await.unwrap();
        store.sweep_tokens(NOW + Duration::minutes(11)).await.unwrap();
        assert_eq!(store.find_session("short").await.unwrap(), None);
        assert_eq!(store.find_token("short").await.unwrap(), None);
        assert_eq!(session_jti(&store, "renewed").await.as_deref(), Some("long"));
        assert_eq!(session_jti(&store, "long").await.as_deref(), Some("long"));
        store.sweep_tokens(NOW + Duration::minutes(61)).await.unwrap();
        assert_eq!(store.find_token("renewed").await.unwrap(), None);
        assert_eq!(store.find_token("long").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn connections_are_found_by_what_they_are() {
    on_each(async |store| {
        let application = application(&store).await;
        let one = create(&store, &application, "a", "one.example.test", None).await.unwrap();
        let two = create(&store, &application, "b", "two.example.test", None).await.unwrap();
        assert_eq!(one.desired, desired("one.example.test"));
        assert_eq!((one.version, one.created_at, one.next_check_at), (1, NOW, Some(NOW)));
        assert_eq!(store.find_connection(one.id).await.unwrap(), Some(one.clone()));

        let tenant = application.tenant_id;
        let filters = [
            (Filter::default(), vec![two.id, one.id]),
            (
                Filter { application: Some(application.id), ..Filter::default() },
                vec![two.id, one.id],
            ),
            (Filter { state: Some(State::Created), ..Filter::default() }, vec![two.id, one.id]),
            (Filter { state: Some(State::Live), ..Filter::default() }, vec![]),
            (Filter { hostname: Some(&one.hostname), ..Filter::default() }, vec![one.id]),
            (Filter { reference: Some("b"), ..Filter::default() }, vec![two.id]),
            (Filter { batch_id: Some("other"), ..Filter::default() }, vec![]),
        ];
        for (filter, wanted) in filters {
            let list = store.list_connections(tenant, Environment::Live, &filter, ALL).await;
            let ids: Vec<_> = list.unwrap().data.into_iter().map(|it| it.id).collect();
            assert_eq!(ids, wanted, "{filter:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_widget_token_reaches_what_its_scope_names_and_nothing_else() {
    on_each(async |store| {
        let application = application(&store).await;
        let one = create(&store, &application, "a", "one.example.test", None).await.unwrap();
        let two = create(&store, &application, "a", "two.example.test", None).await.unwrap();
        connection(&store, &application, "three.example.test").await;
        let other = super::application(&store).await;
        create(&store, &other, "a", "four.example.test", None).await.unwrap();

        let reference = Scope { reference: Some("a".to_owned()), ..Scope::default() };
        let domain = Scope { domain: Some(one.hostname.clone()), ..reference.clone() };
        let id = Scope { connection_id: Some(two.id.to_string()), ..Scope::default() };
        let both = Scope { domain: Some(one.hostname.clone()), ..id.clone() };
        let scopes = [
            (reference, vec![two.id, one.id]),
            (domain, vec![one.id]),
            (id, vec![two.id]),
            (both, vec![]),
            (Scope::default(), vec![]),
        ];
        for (scope, wanted) in scopes {
            let list = store.connections_in_scope(application.id, &scope, ALL).await.unwrap();
            let ids: Vec<_> = list.data.into_iter().map(|it| it.id).collect();
            assert_eq!(ids, wanted, "{scope:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_request_is_carried_out_once_for_a_day() {
    on_each(async |store| {
        let begin = |key, body, at| store.begin_request("caller", key, body, at);
        assert_eq!(begin("k", "body", NOW).await.unwrap(), Seen::First);
        assert_eq!(begin("k", "body", NOW).await.unwrap(), Seen::UnderWay);
        store.forget_request("caller", "k").await.unwrap();
        assert_eq!(begin("k", "body", NOW).await.unwrap(), Seen::First);

        store.finish_request("caller", "k", 201, "{}").await.unwrap();
        store.forget_request("caller", "k").await.unwrap();
        let later = NOW + Duration::hours(24) - Duration::SECOND;
        let answered = Seen::Answered { status: 201, response: "{}".to_owned() };
        assert_eq!(begin("k", "body", later).await.unwrap(), answered);
        assert_eq!(begin("k", "other", later).await.unwrap(), Seen::OtherBody);
        assert_eq!(store.begin_request("x", "k", "other", NOW).await.unwrap(), Seen::First);
        assert_eq!(begin("k", "other", NOW + Duration::DAY).await.unwrap(), Seen::First);

        // Whoever began it died.
        assert_eq!(begin("dead", "body", NOW).await.unwrap(), Seen::First);
        assert_eq!(begin("dead", "body", NOW + Duration::MINUTE).await.unwrap(), Seen::First);
        store.purge_requests(NOW + Duration::days(3)).await.unwrap();
        assert_eq!(begin("k", "new", NOW + Duration::days(3)).await.unwrap(), Seen::First);
    })
    .await;
}

#[tokio::test]
async fn a_database_belongs_to_the_mode_that_opened_it_first() {
    on_each(async |store| {
        assert_eq!(store.stamp("sandbox").await.unwrap(), "sandbox");
        assert_eq!(store.stamp("production").await.unwrap(), "sandbox");
    })
    .await;
}
