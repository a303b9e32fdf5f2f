//! Every setting, as a flag or from the environment.

use std::collections::HashMap;
use std::fmt;

use clap::Args;

macro_rules! settings {
    ($($field:ident $name:literal $help:literal),+ $(,)?) => {
        /// Every setting, as a flag or from the environment.
        #[derive(Args)]
        pub(super) struct SettingFlags {
            $(
                #[doc = $help]
                #[arg(long, env = $name, global = true, hide_env_values = true, help_heading = "Settings")]
                $field: Option<String>,
            )+
        }

        impl fmt::Debug for SettingFlags {
            /// Which are given, and none of their values: some are secrets.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let given = [$((stringify!($field), self.$field.is_some())),+];
                let given = given.iter().filter(|(_, given)| *given).map(|(name, _)| name);
                f.debug_set().entries(given).finish()
            }
        }

        /// The name of each.
        #[cfg(test)]
        const NAMES: &[&str] = &[$($name),+];

        impl SettingFlags {
            pub(super) fn into_map(self) -> HashMap<&'static str, String> {
                [$(($name, self.$field)),+]
                    .into_iter()
                    .filter_map(|(name, value)| Some((name, value?)))
                    .collect()
            }
        }
    };
}

settings! {
    mode "MODE" "production (the default) or sandbox",
    public_url "PUBLIC_URL" "Where browsers reach this server",
    listen_addr "LISTEN_ADDR" "Where the outside asks [default: 127.0.0.1:3000]",
    internal_addr "INTERNAL_ADDR" "Where the edge asks [default: 127.0.0.1:3001]",
    database_url "DATABASE_URL" "The database, SQLite or Postgres [default: fairlead.db in SQLite]",
    token_secret "TOKEN_SECRET" "kid:base64, several separated by commas, 32 bytes or more each; the first signs",
    credential_key "CREDENTIAL_KEY" "kid:base64, as before; what is kept secret is sealed with the first",
    worker_enabled "WORKER_ENABLED" "Whether this process checks domains [default: 1]",
    resolvers "RESOLVERS" "Public resolvers, IP or IP:PORT, separated by commas",
    dns_port "DNS_PORT" "The port of authoritative servers [default: 53]",
    http_port "HTTP_PORT" "The port where connected domains are asked over HTTP [default: 80]",
    https_port "HTTPS_PORT" "The port where connected domains are asked over HTTPS [default: 443]",
    rdap_bootstrap "RDAP_BOOTSTRAP" "The list of registries' services (RFC 9224), or off [default: IANA's]",
    root_hints "ROOT_HINTS" "Where to begin instead of asking a resolver",
    allow_private_networks "ALLOW_PRIVATE_NETWORKS" "Whether private addresses are contacted [default: 0]",
    denied_networks "DENIED_NETWORKS" "Addresses or ranges that are never contacted, whoever names them, separated by commas",
    edge_addr "EDGE_ADDR" "Where the TLS edge listens, IP:PORT",
    trusted_roots "TRUSTED_ROOTS" "A PEM file of CAs that are trusted beside the public ones, at edges and receivers of webhooks",
    edge_purge_url "EDGE_PURGE_URL" "The caches before origins, http URLs separated by commas; each is sent PURGE",
    edge_issuer "EDGE_ISSUER" "The CAs' CAA names, in acme mode one for each directory [default: letsencrypt.org]",
    edge_issuer_mode "EDGE_ISSUER_MODE" "Who gets certificates: acme for this server [default: the edge, on demand]",
    edge_token "EDGE_TOKEN" "With acme: what the edge shows to get keys, 24 characters or more",
    acme_directory "ACME_DIRECTORY" "With acme: the CAs' directories, https URLs separated by commas, the first is asked first [default: Let's Encrypt]",
    acme_contact "ACME_CONTACT" "With acme: an e-mail address for the CAs",
    acme_eab "ACME_EAB" "With acme: id:key (base64url) of the account that a CA knows from elsewhere, in the order of the directories, - for none",
    acme_root "ACME_ROOT" "With acme: a PEM file of CAs that are trusted at the directories beside the public ones",
    acme_dns_zone "ACME_DNS_ZONE" "With acme: a zone that is delegated to this server, in which wildcards are proven",
    acme_dns_ns "ACME_DNS_NS" "With acme: the names of that zone's servers, separated by commas",
    acme_dns_listen "ACME_DNS_LISTEN" "With acme: where that zone is served, IP:PORT [default: 0.0.0.0:53]",
    domain_connect "DOMAIN_CONNECT" "The template by which DNS hosts add records, such as example.com/custom-domain",
    domain_connect_key "DOMAIN_CONNECT_KEY" "A PEM file of the key that signs for that template",
    domain_connect_key_name "DOMAIN_CONNECT_KEY_NAME" "Where DNS hosts find the public half of it, such as _dck1",
    drift_grace "DRIFT_GRACE" "How long a drifted domain is served [default: 72h]",
    drift_agreement "DRIFT_AGREEMENT" "How far apart two looks must be that agree on a drift [default: 5m]",
    claim_notice "CLAIM_NOTICE" "How long the holder of a name is told before another takes it over [default: 24h]",
    retention_days "RETENTION_DAYS" "How many days what is over is kept [default: 90]",
    stall_after "STALL_AFTER" "How long without progress until stalled [default: 72h]",
    high_risk_domains "HIGH_RISK_DOMAINS" "A file of names that are not connected, one a line, with * for anything",
    plans "PLANS" "A TOML file of plans and their limits [default: one plan without limits]",
    support_url "SUPPORT_URL" "Where readers of the widget find help",
    rate_limit_key "RATE_LIMIT_KEY" "Requests a minute of one API key, 0 for no limit [default: 6000]",
    rate_limit_token "RATE_LIMIT_TOKEN" "Requests a minute of one widget token, 0 for no limit [default: 600]",
    rate_limit_failures "RATE_LIMIT_FAILURES" "Requests a minute of one address without a good key or token, 0 for no limit [default: 300]",
    trusted_proxies "TRUSTED_PROXIES" "Whose X-Forwarded-For is believed, addresses or ranges [default: this machine]",
    log "LOG" "Log filter [default: info]",
    log_format "LOG_FORMAT" "json or text [default: text on a terminal, json elsewhere]",
    otel_exporter_otlp_endpoint "OTEL_EXPORTER_OTLP_ENDPOINT" "Where traces are sent, an http or https URL [default: nowhere]",
    drain_delay "DRAIN_DELAY" "Told to stop, how long to go on taking requests while not ready [default: 0]",
    drain_timeout "DRAIN_TIMEOUT" "Told to stop, how long what was begun may take [default: 30s]",
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    use super::*;
    use crate::config::Config;

    #[test]
    fn whatever_is_read_can_be_set() {
        let read = RefCell::new(BTreeSet::new());
        // Each way on, so that what follows is read too.
        for mode in ["production", "sandbox"] {
            Config::examine(|name| {
                read.borrow_mut().insert(name.to_owned());
                match name {
                    "MODE" => Some(mode.to_owned()),
                    "EDGE_ISSUER_MODE" => Some("acme".to_owned()),
                    _ => None,
                }
            });
        }
        let known: BTreeSet<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(read.into_inner(), known);
    }
}
