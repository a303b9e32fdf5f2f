//! What people are told of each route, and the failures that only its use case knows of.

use app::domain::problem::Code;

use super::describe::Access;

/// What the whole API is.
pub(super) const API: &str = "Connect your customers' own domains. Keys and widget tokens travel \
as `Authorization: Bearer`. Every failure has one envelope; `X-Request-Id` names the request in \
our log. Lists come in pages by `cursor`. Bodies are JSON of at most 64 KiB.";

/// The groups of routes, in reading order.
pub(super) const GROUPS: &[(&str, &str)] = &[
    ("Applications", "A tenant's products, each in one environment, and their API keys."),
    ("Widget tokens", "For each visit of a customer: what the visit may see and do."),
    ("Domains", "What stands at a name, before anybody changes anything."),
    ("Connections", "One hostname of one customer, from its first record to HTTPS."),
    ("Webhooks", "What your server is told, and what became of telling it."),
    ("Plans", "What a tenant may use, and what it has used."),
    ("This server", "Whether it is well, and what it can do."),
];

/// Whether a widget token is taken, where the signature lets it in.
#[derive(Clone, Copy)]
pub(super) enum Token {
    /// As the signature says.
    Plain,
    /// Only with this word in its `allow`.
    With(&'static str),
}

impl Token {
    /// `no`, `yes`, or the word that its `allow` must have.
    pub(super) const fn word(self, access: Access) -> &'static str {
        match (access, self) {
            (Access::Public | Access::Key(_), _) => "no",
            (Access::KeyOrToken(_), Self::Plain) => "yes",
            (Access::KeyOrToken(_), Self::With(word)) => word,
        }
    }
}

/// One route, in words.
pub(super) struct About {
    route: &'static str,
    pub(super) group: &'static str,
    pub(super) summary: &'static str,
    pub(super) description: &'static str,
    pub(super) token: Token,
    pub(super) codes: &'static [Code],
}

const fn about(
    route: &'static str,
    group: &'static str,
    summary: &'static str,
    description: &'static str,
    codes: &'static [Code],
) -> About {
    About { route, group, summary, description, token: Token::Plain, codes }
}

/// A route that nobody has written about.
const UNKNOWN: About = about("", "This server", "", "", &[]);

/// What is told of a route.
pub(super) fn of(verb: &str, path: &str) -> &'static About {
    let is_it = |about: &&About| {
        about.route.split_once(' ').is_some_and(|(v, p)| v.eq_ignore_ascii_case(verb) && p == path)
    };
    ABOUT.iter().find(is_it).unwrap_or(&UNKNOWN)
}

const APPLICATIONS: &str = "Applications";
const TOKENS: &str = "Widget tokens";
const DOMAINS: &str = "Domains";
const CONNECTIONS: &str = "Connections";
const WEBHOOKS: &str = "Webhooks";
const PLANS: &str = "Plans";
const SERVER: &str = "This server";

const ABOUT: &[About] = &[
    about(
        "POST /v1/applications",
        APPLICATIONS,
        "Create an application",
        "It belongs to the key's tenant and environment. `name` and `record_template` are needed.",
        &[],
    ),
    about(
        "GET /v1/applications",
        APPLICATIONS,
        "List applications",
        "Those of the key's tenant and environment, the newest first.",
        &[],
    ),
    about("GET /v1/applications/{id}", APPLICATIONS, "Read an application", "", &[]),
    about(
        "PATCH /v1/applications/{id}",
        APPLICATIONS,
        "Change an application",
        "What is left out stays as it is.",
        &[],
    ),
    about(
        "POST /v1/applications/{id}/keys",
        APPLICATIONS,
        "Create an API key",
        "Its `secret` is answered this once. A key grants only scopes that it holds.",
        &[],
    ),
    about(
        "GET /v1/applications/{id}/keys",
        APPLICATIONS,
        "List API keys",
        "Without their secrets.",
        &[],
    ),
    about(
        "DELETE /v1/applications/{id}/keys/{key_id}",
        APPLICATIONS,
        "Revoke an API key",
        "From this moment on; its open streams end.",
        &[],
    ),
    about(
        "POST /v1/tokens",
        TOKENS,
        "Mint a widget token",
        "It reaches what it names: one `reference`, one `connection_id`, one `domain`; at least \
         one of them is needed, and all that are given must hold. It lasts 60 minutes at most. \
         `widget_url` opens the widget, the first time within five minutes.",
        &[Code::NotFound, Code::InvalidHostname],
    ),
    about(
        "DELETE /v1/tokens/{jti}",
        TOKENS,
        "Revoke a widget token",
        "Its session addresses and its open streams end with it.",
        &[],
    ),
    about(
        "POST /v1/domains:check",
        DOMAINS,
        "Look at a domain",
        "Asks the domain's own name servers what is there, without connecting anything. It \
         tells what would stand in the way, and never who else uses the name here.",
        &[Code::InvalidHostname],
    ),
    about(
        "GET /v1/providers",
        DOMAINS,
        "List the DNS hosts that are known",
        "What each can, and what its console calls things; `null` is what it does not document.",
        &[],
    ),
    about(
        "POST /v1/connections",
        CONNECTIONS,
        "Connect a hostname",
        "The answer has the records that the customer must add. The first look at them follows \
         by itself.",
        &[
            Code::QuotaExceeded,
            Code::NotFound,
            Code::HostnameConflict,
            Code::InvalidHostname,
            Code::HighRiskDomain,
        ],
    ),
    about(
        "GET /v1/connections",
        CONNECTIONS,
        "List connections",
        "The newest first; all filters that are given must hold.",
        &[],
    ),
    about("GET /v1/connections/{id}", CONNECTIONS, "Read a connection", "", &[]),
    About {
        token: Token::With("delete"),
        ..about(
            "DELETE /v1/connections/{id}",
            CONNECTIONS,
            "Archive a connection",
            "The hostname is free again; the answer has the records that may be removed now.",
            &[],
        )
    },
    about(
        "POST /v1/connections/{id}/verify",
        CONNECTIONS,
        "Look at the ownership record now",
        "At most once in two seconds; further callers share the result.",
        &[Code::OwnershipNotFound, Code::HostnameConflict],
    ),
    about(
        "POST /v1/connections/{id}/records:check",
        CONNECTIONS,
        "Check everything now",
        "At most once in two seconds; further callers share the result.",
        &[],
    ),
    about(
        "GET /v1/connections/{id}/events",
        CONNECTIONS,
        "Watch a connection",
        "A stream of `connection` events, each holding the connection, the first at once.",
        &[],
    ),
    about(
        "PATCH /v1/connections/{id}",
        CONNECTIONS,
        "Try the certificate again",
        "Has the name validated now, or a certificate whose time ran out tried again. Nothing \
         else can be changed.",
        &[Code::NotReady, Code::CertificateRateLimited],
    ),
    about(
        "GET /v1/connections/{id}/history",
        CONNECTIONS,
        "Read what happened",
        "Every transition, and each finding that came or went, the newest first.",
        &[],
    ),
    about(
        "POST /v1/connections/{id}/share",
        CONNECTIONS,
        "Make a share link",
        "Whoever has it sees this connection and may have it checked, for 30 days.",
        &[],
    ),
    about(
        "DELETE /v1/connections/{id}/share/{share_id}",
        CONNECTIONS,
        "Revoke a share link",
        "",
        &[],
    ),
    about(
        "POST /v1/webhook-endpoints",
        WEBHOOKS,
        "Have events told",
        "Its `signing_secret` is answered this once.",
        &[Code::NotFound, Code::UnsafeUrl],
    ),
    about("GET /v1/webhook-endpoints", WEBHOOKS, "List endpoints", "", &[]),
    about(
        "PATCH /v1/webhook-endpoints/{id}",
        WEBHOOKS,
        "Change an endpoint",
        "What is left out stays as it is.",
        &[Code::UnsafeUrl],
    ),
    about("DELETE /v1/webhook-endpoints/{id}", WEBHOOKS, "Remove an endpoint", "", &[]),
    about(
        "POST /v1/webhook-endpoints/{id}/rotate",
        WEBHOOKS,
        "Make another signing secret",
        "The old one signs too for 24 hours.",
        &[],
    ),
    about(
        "GET /v1/webhook-deliveries",
        WEBHOOKS,
        "List deliveries",
        "The newest first; all filters that are given must hold.",
        &[],
    ),
    about(
        "POST /v1/webhook-deliveries/{id}/replay",
        WEBHOOKS,
        "Have an event told again",
        "",
        &[Code::NotReady],
    ),
    about("GET /v1/plans", PLANS, "List the plans", "All on one page.", &[]),
    about(
        "GET /v1/usage",
        PLANS,
        "Read what was used",
        "Counted by month, in UTC; the quota is that of this moment.",
        &[],
    ),
    about("GET /v1/subscription", PLANS, "Read the tenant's plan", "", &[]),
    about(
        "POST /v1/subscription",
        PLANS,
        "Switch to another plan",
        "One that is too small is taken too: every connection goes on, and none is created until \
         there is room.",
        &[Code::Forbidden, Code::BillingUnavailable],
    ),
    about(
        "POST /v1/cache:purge",
        CONNECTIONS,
        "Have caches forget hosts",
        "Of each host it is told what became of it; one that is not connected is never purged.",
        &[Code::InvalidHostname, Code::EdgeUnavailable],
    ),
    about("GET /openapi.json", SERVER, "This document", "", &[]),
    about("GET /docs", SERVER, "This document, for people", "", &[]),
    about(
        "GET /.well-known/jwks.json",
        SERVER,
        "The keys of the edge's assertions",
        "An origin verifies by them the header `X-Fairlead-Assertion` of each request.",
        &[],
    ),
    about("GET /healthz", SERVER, "Whether the process lives", "", &[]),
    about("GET /readyz", SERVER, "Whether requests can be served", "", &[Code::Unavailable]),
];
