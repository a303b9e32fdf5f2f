//! Certificates that end, at a real edge with a real CA: visitors are shown the next one before, and
//! nobody hears of it; where none comes, that is told.

use std::path::PathBuf;

use app::domain::connection::State;
use fairlead::clock::Clock;
use futures::future::join_all;
use serde_json::{Value, json};
use time::Duration;

use super::pebble::Mood;
use super::{Edge, Issuer, programs, telling};
use crate::faults::at;
use crate::world::{codes, id, path};

const NAME: &str = "shop.sandbox.test";
/// What takes longer, polled five times a second, does not come.
const POLLS: u32 = 600;

/// A name that went live at an edge.
struct Shop {
    edge: Edge,
    made: Value,
    /// The serial of its certificate then.
    first: String,
}

impl Shop {
    async fn live(program: PathBuf, origin: &str, issuer: Issuer, mood: Mood) -> Self {
        let edge = Box::pin(Edge::of(program, origin, issuer, mood)).await;
        let made = edge.connect(NAME).await;
        edge.look(&made).await;
        for _ in 0..POLLS {
            let read = edge.client.get(&path(&made, "")).await.ok(200);
            if read["state"] == State::Live.as_str() {
                return Self { edge, made, first: serial(&read) };
            }
            pause().await;
        }
        panic!("{} {}", edge.said(), edge.pebble.said());
    }

    /// It is live, and its certificate stands so.
    async fn is(&self, statuses: &[&str]) -> Value {
        let read = self.edge.client.get(&path(&self.made, "")).await.ok(200);
        assert_eq!(read["state"], State::Live.as_str(), "{read:#}");
        let status = read["certificate"]["status"].as_str().unwrap();
        assert!(statuses.contains(&status), "{read:#} {}", self.edge.said());
        read
    }

    /// A visitor gets the page: the serial of what they are shown.
    async fn shown(&self) -> String {
        let write = ["--write-out", "\n%{certs}\n%{http_code}"];
        let visit = self.edge.visit(NAME, &write).await;
        let Ok((200, told)) = visit else { panic!("{visit:?} {}", self.edge.said()) };
        // The leaf is the first.
        let (_, number) = told.split_once("Serial Number:").unwrap();
        plain(number.lines().next().unwrap())
    }

    /// Visitors come until what they are shown will do, and each gets the page.
    async fn visited_until(&self, will_do: impl AsyncFn(&str) -> bool) {
        for _ in 0..POLLS {
            if will_do(self.shown().await.as_str()).await {
                return;
            }
            pause().await;
        }
        panic!("{} {}", self.edge.said(), self.edge.pebble.said());
    }

    /// How often each of these was told.
    async fn told<const N: usize>(&self, events: [&str; N]) -> [usize; N] {
        let store = &self.edge.running.as_ref().unwrap().service.store;
        let told = store.events_of(id(&self.made).parse().unwrap()).await.unwrap();
        events.map(|event| told.iter().filter(|told| told.event_type.as_str() == event).count())
    }
}

/// A moment at the pace of visitors.
async fn pause() {
    let clock = Clock::default();
    clock.sleep_until(clock.now() + Duration::milliseconds(200)).await;
}

fn serial(read: &Value) -> String {
    plain(read["certificate"]["serial"].as_str().unwrap())
}

/// A number as everybody writes it: some begin with zeros.
fn plain(number: &str) -> String {
    number.trim().trim_start_matches('0').to_owned()
}

/// A CA that has each name proven each time; and one that remembers it, and refuses nonces. What is
/// refused three times on end is tried again in ten seconds: before the end there is time for two.
const MOODS: [Mood; 2] = [
    Mood { life: Some(Duration::seconds(90)), ..Mood::CALM },
    Mood { refuses: 20, remembers: 100, life: Some(Duration::seconds(120)) },
];

/// Fairlead renews what visitors are shown; how many nonces the CA has refused.
async fn renews(program: PathBuf, origin: &str, mood: Mood) -> usize {
    let mut shop = Shop::live(program, origin, Issuer::Fairlead, mood).await;
    shop.visited_until(async |shown| {
        let read = shop.is(&["active", "expiring"]).await;
        shown != shop.first && shown == serial(&read)
    })
    .await;
    let pebble = &shop.edge.pebble;
    assert_eq!((pebble.orders(), pebble.failures()), (2, 0), "{}", pebble.said());
    assert_eq!(pebble.proofs(), pebble.authorizations(), "{}", pebble.said());
    if mood.remembers == 100 {
        assert_eq!(pebble.proofs(), 1, "{}", pebble.said());
    }
    let refusals = pebble.refusals();
    if mood.refuses == 0 {
        assert_eq!(refusals, 0, "{}", pebble.said());
    }
    let told = shop.told(["ssl.issued", "domain.flow.completed", "ssl.failed"]).await;
    assert_eq!(told, [1, 1, 0]);
    shop.edge.leave().await;
    refusals
}

#[tokio::test]
async fn fairlead_renews_a_certificate_while_visitors_come_and_none_is_turned_away() {
    let origin = telling().await;
    let each =
        MOODS.iter().flat_map(|mood| programs().map(|program| renews(program, &origin, *mood)));
    let refusals: usize = join_all(each).await.into_iter().sum();
    assert!(0 < refusals, "no nonce was refused");
}

#[tokio::test]
async fn caddy_renews_a_certificate_while_visitors_come_and_the_next_look_shows_it() {
    let origin = telling().await;
    let each = programs().map(async |program| {
        // The current one renews what ends within 50 minutes, however long it was good.
        let life = if program.is_absolute() {
            Duration::minutes(50) + Duration::seconds(45)
        } else {
            Duration::seconds(60)
        };
        let mood = Mood { life: Some(life), ..Mood::CALM };
        let mut shop = Shop::live(program, &origin, Issuer::Caddy, mood).await;
        shop.visited_until(async |shown| shown != shop.first).await;
        let pebble = &shop.edge.pebble;
        assert_eq!((pebble.orders(), pebble.failures()), (2, 0), "{}", shop.edge.said());
        // Nobody has told us.
        assert_eq!(serial(&shop.is(&["active"]).await), shop.first);
        shop.edge.look(&shop.made).await;
        let read = shop.is(&["active"]).await;
        assert_eq!(serial(&read), shop.shown().await);
        assert_ne!(serial(&read), shop.first);
        let events = ["ssl.issued", "domain.flow.completed", "ssl.expiring", "ssl.failed"];
        assert_eq!(shop.told(events).await, [1, 1, 0, 0]);
        assert_eq!(shop.edge.pebble.orders(), 2, "{}", shop.edge.said());
        shop.edge.leave().await;
    });
    join_all(each).await;
}

/// The CA goes away, and visitors are shown what there is until it ends.
async fn ends(program: PathBuf, origin: &str, issuer: Issuer) {
    let mood = Mood { life: Some(Duration::seconds(66)), ..Mood::CALM };
    let mut shop = Shop::live(program, origin, issuer, mood).await;
    // Before anybody comes: the current Caddy would renew it at once.
    shop.edge.pebble.leave();
    let read = shop.is(&["active"]).await;
    let [start, end] = ["not_before", "not_after"].map(|it| at(&read["certificate"][it]));
    let told = async || shop.told(["ssl.expiring", "ssl.failed"]).await;

    // When a sixth of its life is left.
    let soon = end - (end - start) / 6;
    let ours = &shop.edge.world.clock;
    shop.visited_until(async |shown| {
        assert_eq!(shown, shop.first);
        soon < ours.now()
    })
    .await;
    assert_eq!(told().await, [0, 0]);
    // The last look was long ago: no need to move the clock.
    shop.edge.client.post(&path(&shop.made, "/records:check"), json!({})).await.ok(200);
    shop.is(&["expiring"]).await;
    assert_eq!(told().await, [1, 0]);

    // Visitors go by the system's clock, which nobody moves; and a visit takes a moment.
    let theirs = Clock::default();
    shop.visited_until(async |shown| {
        assert_eq!(shown, shop.first);
        end - Duration::seconds(5) < theirs.now()
    })
    .await;
    theirs.sleep_until(end + Duration::seconds(2)).await;
    shop.edge.look(&shop.made).await;
    let ended = shop.is(&["failed"]).await;
    assert_eq!(serial(&ended), shop.first);
    assert_eq!(codes(&ended), ["certificate_timed_out"], "{ended:#}");
    assert_eq!(told().await, [1, 1]);
    // They are kept waiting, or shown what has ended.
    let late = shop.edge.visit(NAME, &["--max-time", "3"]).await;
    assert!(matches!(late, Err(28 | 35 | 60)), "{late:?} {}", shop.edge.said());

    // Whatever else befalls the edge is not told of the certificate.
    shop.edge.caddy = None;
    shop.edge.look(&shop.made).await;
    shop.is(&["failed"]).await;
    assert_eq!(shop.told(["ssl.issued", "ssl.expiring", "ssl.failed"]).await, [1, 1, 1]);
    shop.edge.leave().await;
}

#[tokio::test]
async fn a_certificate_that_none_follows_is_told_before_it_ends_and_once_it_has() {
    let origin = telling().await;
    let issuers = [Issuer::Caddy, Issuer::Fairlead];
    let each =
        issuers.iter().flat_map(|issuer| programs().map(|program| ends(program, &origin, *issuer)));
    join_all(each).await;
}
