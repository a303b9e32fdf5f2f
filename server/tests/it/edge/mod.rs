//! The real programs of an operator's edge, started and stopped by these tests.

mod caddy;
#[path = "../../shared/daemon.rs"]
mod daemon;
mod pebble;
mod purge;

use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU16, Ordering};

use axum::Router;
use fairlead::clock::Clock;
use time::Duration;
use tokio::net::TcpStream;
use tokio_util::task::TaskTracker;

use self::daemon::Daemon;

/// Waits until a program listens at `place`.
async fn listens(daemon: &Daemon, place: SocketAddr) {
    for _ in 0..3_000 {
        if TcpStream::connect(place).await.is_ok() {
            return;
        }
        let clock = Clock::default();
        clock.sleep_until(clock.now() + Duration::milliseconds(10)).await;
    }
    panic!("nobody listens at {place}: {}", daemon.said());
}

/// An address where nobody listens: below the ports that systems hand out by themselves, so that
/// nobody comes there by chance.
fn free() -> SocketAddr {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let start = u16::try_from(std::process::id() % 8_000).unwrap();
    for _ in 0..1_000 {
        let port = 20_000 + (start + NEXT.fetch_add(1, Ordering::Relaxed)) % 10_000;
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)) {
            return listener.local_addr().unwrap();
        }
    }
    panic!("no port is free");
}

/// Serves until the test ends.
async fn serve(routes: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = listener.local_addr().unwrap();
    TaskTracker::new().spawn(async move { axum::serve(listener, routes).await.unwrap() });
    place
}
