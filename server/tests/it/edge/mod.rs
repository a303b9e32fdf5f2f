//! The real programs of an operator's edge, started and stopped by these tests.

mod caddy;
#[path = "../../shared/daemon.rs"]
mod daemon;
mod pebble;
mod purge;

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use axum::Router;
use tokio::net::TcpStream;
use tokio_util::task::TaskTracker;

use self::daemon::Daemon;

/// Waits until a program listens at `place`.
async fn listens(daemon: &Daemon, place: SocketAddr) {
    for _ in 0..3_000 {
        if TcpStream::connect(place).await.is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("nobody listens at {place}: {}", daemon.said());
}

/// An address where nobody listens.
fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// Serves until the test ends.
async fn serve(routes: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = listener.local_addr().unwrap();
    TaskTracker::new().spawn(async move { axum::serve(listener, routes).await.unwrap() });
    place
}
