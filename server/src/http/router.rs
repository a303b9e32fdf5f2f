//! Every route on one screen.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use super::openapi::Routes;
use super::problem::Problem;
use super::{
    App, applications, assets, branding, cache, connections, consent, domains, events, forms,
    idempotency, internal, limit, openapi, origins, plans, request_id, shares, tokens, webhooks,
    widget,
};
use app::domain::problem::Code;

/// The largest body, bytes.
const MAX_BODY: usize = 64 * 1024;

/// What programs may ask; all of it is in the document.
pub(super) fn api() -> Routes {
    use super::openapi::{delete, get, patch, post};
    Routes::default()
        .route("/v1/applications", post(applications::create).get(applications::list))
        .route("/v1/applications/{id}", get(applications::read).patch(applications::update))
        .route(
            "/v1/applications/{id}/keys",
            post(applications::create_key).get(applications::list_keys),
        )
        .route("/v1/applications/{id}/keys/{key_id}", delete(applications::revoke_key))
        .route("/v1/tokens", post(tokens::mint))
        .route("/v1/tokens/{jti}", delete(tokens::revoke))
        .route("/v1/domains:check", post(domains::check))
        .route("/v1/providers", get(domains::providers))
        .route("/v1/connections", post(connections::create).get(connections::list))
        .route(
            "/v1/connections/{id}",
            get(connections::read).patch(connections::retry).delete(connections::archive),
        )
        .route("/v1/connections/{id}/verify", post(connections::verify))
        .route("/v1/connections/{id}/records:check", post(connections::check_records))
        .route("/v1/connections/{id}/history", get(connections::history))
        .route("/v1/connections/{id}/share", post(shares::create))
        .route("/v1/connections/{id}/share/{share_id}", delete(shares::revoke))
        .route("/v1/connections/{id}/events", get(events::of_connection))
        .route("/v1/webhook-endpoints", post(webhooks::create).get(webhooks::list))
        .route("/v1/webhook-endpoints/{id}", patch(webhooks::update).delete(webhooks::remove))
        .route("/v1/webhook-endpoints/{id}/rotate", post(webhooks::rotate))
        .route("/v1/webhook-deliveries", get(webhooks::deliveries))
        .route("/v1/webhook-deliveries/{id}/replay", post(webhooks::replay))
        .route("/v1/plans", get(plans::list))
        .route("/v1/usage", get(plans::usage))
        .route("/v1/subscription", post(plans::subscribe).get(plans::subscription))
        .route("/v1/cache:purge", post(cache::purge))
        .route("/openapi.json", get(openapi::read))
        .route("/docs", get(openapi::reference))
        .route("/.well-known/jwks.json", get(origins::keys))
        .route("/healthz", get(internal::healthz))
        .route("/readyz", get(internal::readyz))
}

/// What the outside may ask; `more` is what the mode adds.
pub fn public(app: App, more: Router) -> Router {
    let limits = Arc::clone(&app.limits);
    let page = Router::new()
        .route("/widget", post(widget::open))
        .route("/widget/{address}", get(widget::page).layer(pages()))
        .route("/widget/{address}/events", get(events::of_session))
        .route("/widget/consent/{lang}", get(consent::end).layer(pages()))
        .route("/widget/{address}/check", post(forms::check))
        .route("/widget/{address}/consent", get(consent::begin).layer(pages()))
        .route("/widget/{address}/connections", post(forms::connect).layer(pages()))
        .route("/widget/{address}/delete", post(forms::archive))
        .route("/widget/{address}/share", post(forms::share))
        .route("/widget/{address}/token", post(widget::renew))
        .route("/connect/{address}", get(shares::page).layer(pages()))
        .route("/connect/{address}/events", get(events::of_share))
        .route("/connect/{address}/check", post(shares::check))
        .route("/brand/{application}/{picture}", get(branding::picture))
        .route("/docs/docs.css", get(openapi::style))
        .route("/embed.js", get(assets::embed))
        .route("/embed.json", get(assets::embed_manifest))
        .route("/embed.d.ts", get(assets::embed_types))
        .route("/embed/{file}", get(assets::embed_file))
        .route("/pkg/{file}", get(assets::package))
        .route("/pkg/{version}/{file}", get(assets::versioned_package))
        .route("/favicon.ico", get(assets::favicon));
    let routes = api().into_router().merge(page).with_state(app.clone()).merge(more);
    finish(routes).layer((
        from_fn_with_state(app.clone(), idempotency::layer),
        from_fn_with_state(app, request_id::layer),
        from_fn_with_state(limits, limit::layer),
        CatchPanicLayer::custom(|_| panicked()),
        DefaultBodyLimit::max(MAX_BODY),
    ))
}

/// What the edge and the operator's monitoring may ask; never public.
pub fn internal(app: App) -> Router {
    // Beside the layers of the others: each would cost this answer more than the answer itself.
    let gate = Router::new()
        .route("/internal/ask", get(internal::ask).fallback(async || request_id::scoped(no_method)))
        .with_state(Arc::new(app.clone()));
    let routes = Router::new()
        .route("/internal/route", get(internal::route))
        .route("/internal/certificate", get(internal::certificate))
        .route("/.well-known/acme-challenge/{token}", get(internal::challenge))
        .route("/metrics", get(internal::metrics))
        .route("/healthz", get(internal::healthz))
        .route("/readyz", get(internal::readyz));
    let finished = finish(routes.with_state(app.clone()))
        // One layer of three, the outermost first: each by itself would box every request anew.
        .layer((
            from_fn_with_state(app, request_id::layer),
            CatchPanicLayer::custom(|_| panicked()),
            DefaultBodyLimit::max(MAX_BODY),
        ));
    gate.merge(finished)
}

/// Pages travel compressed; what a program reads does not, lest a secret be guessed by its size.
fn pages() -> CompressionLayer {
    CompressionLayer::new().no_deflate().no_zstd()
}

fn finish(routes: Router) -> Router {
    routes
        .fallback(|| async { Problem::not_found() })
        .method_not_allowed_fallback(async || no_method())
}

fn no_method() -> Response {
    Problem::invalid("this method is not known here").into_response()
}

/// The answer of a handler that panicked.
pub(super) fn panicked() -> Response {
    tracing::error!("a handler panicked");
    Problem::new(Code::Internal, "something went wrong on our side").into_response()
}
