//! Who does not know it yet.

use time::OffsetDateTime;

use crate::domain::finding::Severity;
use crate::domain::name::OwnerName;
use crate::domain::record::RecordType;
use crate::widget::words::catalogue::{Arg, say};
use crate::widget::words::grammar::{entered, host, names, span};
use crate::widget::words::lang::Lang;
use crate::widget::words::phrase::{Piece, copy, given, name};
use crate::widget::words::{Told, WordsContext};

/// The TTL that we ask for, seconds.
const SHORT_TTL: &str = "300";

pub(super) fn disagree(
    lagging: &[String],
    serials: &[(String, u32)],
    severity: Severity,
    to: &WordsContext<'_>,
) -> Told {
    let (lang, count) = (to.lang, lagging.len());
    let (since, fix) = match severity {
        Severity::Info => ("now", say!(lang, authorities_disagree_fix)),
        Severity::Warning | Severity::Blocking => {
            let servers = names(lagging, lang);
            let fix = say!(
                lang,
                authorities_disagree_lasting_fix,
                host = host(to),
                servers = servers,
                count = count,
            );
            ("hour", fix)
        }
    };
    let (old, new) = versions(lagging, serials);
    Told {
        title: say!(lang, authorities_disagree_title, count = count),
        why: say!(
            lang,
            authorities_disagree_why,
            servers = names(lagging, lang),
            count = count,
            since = Arg::Choice(since),
            old = old,
            new = new,
        ),
        fix,
    }
}

/// The zone's version at the first server that lags, beside one at the others.
fn versions(lagging: &[String], serials: &[(String, u32)]) -> (Arg, Arg) {
    let late = serials.iter().find(|(server, _)| lagging.contains(server));
    let ahead = late.and_then(|(_, old)| {
        serials.iter().find(|(server, serial)| !lagging.contains(server) && serial != old)
    });
    match (late, ahead) {
        (Some((_, old)), Some((_, new))) => (name(old).into(), name(new).into()),
        (None | Some(_), None) | (None, Some(_)) => (Arg::UNKNOWN, Arg::UNKNOWN),
    }
}

pub(super) fn ttl_high(owner: &OwnerName, ttl: u32, to: &WordsContext<'_>) -> Told {
    let (lang, span) = (to.lang, span(ttl, to.lang));
    let (entered, short) = (entered(owner, to), copy(SHORT_TTL));
    Told {
        title: say!(lang, ttl_high_title, span = span.clone()),
        why: say!(lang, ttl_high_why, name = name(owner), ttl = ttl),
        fix: say!(lang, ttl_high_fix, entered = entered, short = short, span = span),
    }
}

pub(super) fn edited_elsewhere(
    owner: &OwnerName,
    found_at: &[String],
    in_charge: &[String],
    to: &WordsContext<'_>,
) -> Told {
    let (lang, entered, servers) = (to.lang, entered(owner, to), names(in_charge, to.lang));
    let (found, count) = (names(found_at, lang), in_charge.len());
    Told {
        title: say!(lang, edited_elsewhere_title),
        why: say!(
            lang,
            edited_elsewhere_why,
            found = found,
            servers = servers.clone(),
            count = count,
        ),
        fix: match to.provider.map(|provider| given(provider.name)) {
            Some(host) => say!(lang, edited_elsewhere_fix, host = host, entered = entered),
            None => {
                say!(lang, edited_elsewhere_unknown_fix, entered = entered, servers = servers)
            }
        },
    }
}

pub(super) fn changing(
    zone: &OwnerName,
    parent: &[String],
    child: &[String],
    ttl: u32,
    lang: Lang,
) -> Told {
    let (parent, child) = (names(parent, lang), names(child, lang));
    Told {
        title: say!(lang, nameservers_changing_title),
        why: say!(
            lang,
            nameservers_changing_why,
            parent = parent,
            name = name(zone),
            child = child,
        ),
        fix: say!(lang, nameservers_changing_fix, span = span(ttl, lang)),
    }
}

/// When an old answer goes: the moment that was read, and the last that is possible.
pub(super) type Ends = (Option<OffsetDateTime>, Option<OffsetDateTime>);

pub(super) fn stale(
    resolver: &str,
    (visible_at, latest_at): Ends,
    rtype: Option<RecordType>,
    lang: Lang,
) -> Told {
    let what = match rtype {
        Some(RecordType::A | RecordType::Aaaa | RecordType::Cname | RecordType::Dname) => "address",
        Some(RecordType::Txt) => "value",
        Some(
            RecordType::Caa
            | RecordType::Dnskey
            | RecordType::Ds
            | RecordType::Https
            | RecordType::Mx
            | RecordType::Ns
            | RecordType::Soa,
        )
        | None => "answer",
    };
    Told {
        title: say!(lang, stale_cache_title, what = Arg::Choice(what)),
        why: say!(lang, stale_cache_why, resolver = name(resolver)),
        fix: match (visible_at, latest_at) {
            (Some(at), _) => say!(lang, stale_cache_fix, at = Piece::Until(at)),
            (None, Some(at)) => say!(lang, stale_cache_latest_fix, at = Piece::Until(at)),
            (None, None) => say!(lang, stale_cache_sometime_fix),
        },
    }
}

pub(super) fn negative(
    resolver: &str,
    (visible_at, latest_at): Ends,
    to: &WordsContext<'_>,
) -> Told {
    let lang = to.lang;
    Told {
        title: say!(lang, negative_cache_title, host = host(to)),
        why: say!(lang, negative_cache_why, resolver = name(resolver)),
        fix: match (visible_at, latest_at) {
            (Some(at), _) => say!(lang, negative_cache_fix, at = Piece::Until(at)),
            (None, Some(at)) => say!(lang, negative_cache_latest_fix, at = Piece::Until(at)),
            (None, None) => say!(lang, negative_cache_sometime_fix),
        },
    }
}
