//! The sandbox's shop: what visitors of a connected domain see.

use std::net::SocketAddr;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, HOST};
use axum::http::{HeaderMap, HeaderName};
use axum::response::{Html, IntoResponse, Response};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Listens on a free port of loopback until `stop`.
pub(crate) async fn start(
    tasks: &TaskTracker,
    stop: CancellationToken,
) -> std::io::Result<SocketAddr> {
    listen("the shop", |_| Router::new().fallback(shop), tasks, stop).await
}

/// The same for the pages of anybody, who may know their own address.
pub(super) async fn listen(
    whose: &'static str,
    router: impl FnOnce(SocketAddr) -> Router,
    tasks: &TaskTracker,
    stop: CancellationToken,
) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let router = router(address);
    tasks.spawn(async move {
        let served = axum::serve(listener, router)
            .with_graceful_shutdown(async move { stop.cancelled().await })
            .await;
        if let Err(error) = served {
            tracing::warn!(%error, whose, "a server of the sandbox closed");
        }
    });
    Ok(address)
}

async fn shop(headers: HeaderMap) -> Response {
    let host = headers.get(FORWARDED_HOST).or_else(|| headers.get(HOST));
    // A host name has none of HTML's letters; whatever has is not shown.
    let host = host
        .and_then(|host| host.to_str().ok())
        .filter(|host| host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:*".contains(&b)))
        .unwrap_or("this shop");
    let page = include_str!("shop.html").replace("{host}", host);
    ([(CACHE_CONTROL, "no-store")], Html(page)).into_response()
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;

    use super::*;

    async fn page(name: HeaderName, value: &'static str) -> String {
        let headers = HeaderMap::from_iter([(name, value.parse().unwrap())]);
        let body = shop(headers).await.into_body().collect().await.unwrap();
        String::from_utf8(body.to_bytes().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn the_shop_greets_by_the_name_it_was_reached_by() {
        assert!(
            page(HOST, "shop.example.test:8443").await.contains("Welcome to shop.example.test")
        );
        assert!(page(FORWARDED_HOST, "a.test").await.contains("Welcome to a.test"));
    }

    #[tokio::test]
    async fn what_is_no_name_is_not_written_into_the_page() {
        let page = page(HOST, "<script>alert(1)</script>").await;
        assert!(!page.contains("<script") && page.contains("Welcome to this shop"));
    }
}
