//! How often one caller may ask `/v1`, told in every answer (draft-ietf-httpapi-ratelimit-headers).
//!
//! Each node counts for itself, in memory. Whoever fails to say who they are is counted by
//! address, and keys and tokens that were good before are taken from there all the same: nobody
//! can shut others out who share an address.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use app::domain::rate::{Rate, Rates, Standing};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use time::{Duration, OffsetDateTime};

use super::auth::bearer;
use super::problem::Problem;
use crate::clock::Clock;
use crate::service::ServiceError;
use crate::service::sessions::digest;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// Callers remembered before those are forgotten whose quota is whole.
const CROWD: usize = 4096;

/// What is remembered of those who asked.
pub(crate) struct Limits {
    rates: Rates,
    clock: Clock,
    callers: Memory<String>,
    addresses: Memory<IpAddr>,
}

/// Whether it was found out who asks: a credential by itself says nothing, where nobody looked at
/// it.
#[derive(Clone, Default)]
pub(super) struct Recognised(Arc<AtomicBool>);

impl Recognised {
    pub(super) fn note(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_noted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// By caller, when its quota is whole again.
struct Memory<K>(Mutex<HashMap<K, OffsetDateTime>>);

impl<K> Default for Memory<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: std::hash::Hash + Eq> Memory<K> {
    fn with<T>(&self, with: impl FnOnce(&mut HashMap<K, OffsetDateTime>) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn whole_at(&self, caller: &K) -> Option<OffsetDateTime> {
        self.with(|known| known.get(caller).copied())
    }

    fn take(&self, caller: K, rate: &Rate, now: OffsetDateTime) -> Result<Standing, Duration> {
        self.with(|known| {
            // Amortised: as many are forgotten at once as have come since.
            if CROWD <= known.len() && known.len() == known.capacity() {
                known.retain(|_, whole_at| now < *whole_at);
            }
            let standing = rate.take(known.get(&caller).copied(), now)?;
            known.insert(caller, standing.whole_at);
            Ok(standing)
        })
    }

    fn forget(&self, caller: &K) {
        self.with(|known| known.remove(caller));
    }
}

/// A key or token as it is counted.
struct Holder {
    digest: String,
    policy: &'static str,
    rate: Option<Rate>,
    /// Whether it was good before.
    known: bool,
}

impl Limits {
    pub(crate) fn new(rates: &Rates, clock: Clock) -> Self {
        let (callers, addresses) = (Memory::default(), Memory::default());
        Self { rates: rates.clone(), clock, callers, addresses }
    }

    fn holder(&self, headers: &HeaderMap) -> Option<Holder> {
        let credential = bearer(headers)?;
        let (policy, rate) = if credential.starts_with("sk_") {
            ("key", self.rates.key)
        } else {
            ("token", self.rates.token)
        };
        let digest = digest(credential);
        let known = self.callers.whole_at(&digest).is_some();
        Some(Holder { digest, policy, rate, known })
    }

    /// Who asks: the last address before a proxy that is trusted.
    fn address(&self, request: &Request) -> IpAddr {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or_else(|| IpAddr::from([0, 0, 0, 0]), |ConnectInfo(peer)| peer.ip());
        let trusted = |ip: &IpAddr| self.rates.proxies.iter().any(|range| range.contains(*ip));
        if !trusted(&peer) {
            return peer;
        }
        let told = request.headers().get_all(FORWARDED_FOR).iter();
        let told = told.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
        let told: Vec<IpAddr> = told.filter_map(|text| text.trim().parse().ok()).collect();
        told.into_iter().rev().find(|ip| !trusted(ip)).unwrap_or(peer)
    }
}

/// Counts a request of `/v1`, and says in its answer how the caller stands.
pub(crate) async fn layer(
    State(limits): State<Arc<Limits>>,
    mut request: Request,
    next: Next,
) -> Response {
    if !request.uri().path().starts_with("/v1/") {
        return next.run(request).await;
    }
    let now = limits.clock.now();
    let address = limits.address(&request);
    let holder = limits.holder(request.headers());
    if !holder.as_ref().is_some_and(|holder| holder.known)
        && let Some(rate) = &limits.rates.failures
        && let Err(wait) = rate.take(limits.addresses.whole_at(&address), now)
    {
        return refused("address", rate, wait, now);
    }
    let counted = holder.as_ref().and_then(|holder| {
        let rate = holder.rate?;
        Some((holder, rate, limits.callers.take(holder.digest.clone(), &rate, now)))
    });
    if let Some((holder, rate, Err(wait))) = &counted {
        return refused(holder.policy, rate, *wait, now);
    }
    let recognised = Recognised::default();
    request.extensions_mut().insert(recognised.clone());
    let mut response = next.run(request).await;
    // Where nobody looks, as at a path that is none, whoever was good before is taken to be.
    let is_good = response.status() != StatusCode::UNAUTHORIZED;
    let was_good = holder.as_ref().is_some_and(|holder| holder.known);
    if !(recognised.is_noted() || is_good && was_good) {
        if let Some(holder) = &holder {
            limits.callers.forget(&holder.digest);
        }
        if let Some(rate) = &limits.rates.failures {
            // Requests that came at once may find nothing left: they were let in, and are told.
            let standing = limits.addresses.take(address, rate, now);
            let standing = standing
                .unwrap_or_else(|_| rate.standing(limits.addresses.whole_at(&address), now));
            tell(&mut response, "address", rate, standing, now);
        }
    } else if let Some((holder, rate, Ok(standing))) = counted {
        tell(&mut response, holder.policy, &rate, standing, now);
    }
    response
}

fn refused(policy: &str, rate: &Rate, wait: Duration, now: OffsetDateTime) -> Response {
    let wait = Duration::seconds(wait.whole_seconds() + 1);
    let mut response = Problem::from(ServiceError::TooMany { retry_after: wait }).into_response();
    tell(&mut response, policy, rate, Standing { remaining: 0, whole_at: now + wait }, now);
    response
}

fn tell(
    response: &mut Response,
    policy: &str,
    rate: &Rate,
    standing: Standing,
    now: OffsetDateTime,
) {
    let (quota, window) = (rate.quota(), rate.window().whole_seconds());
    let reset = (standing.whole_at - now).as_seconds_f64().ceil();
    let remaining = standing.remaining;
    for (header, text) in [
        (POLICY, format!("\"{policy}\";q={quota};w={window}")),
        (LIMIT, format!("\"{policy}\";r={remaining};t={reset:.0}")),
    ] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            response.headers_mut().insert(header, value);
        }
    }
}
