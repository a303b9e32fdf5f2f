//! The domain itself, and the servers that answer for it.

use time::OffsetDateTime;

use crate::domain::name::OwnerName;
use crate::domain::observation::DnssecFault;
use crate::domain::registration::Hold;
use crate::widget::words::catalogue::say;
use crate::widget::words::grammar::{copies, host, names};
use crate::widget::words::lang::Lang;
use crate::widget::words::phrase::{Piece, copy, name};
use crate::widget::words::{Told, WordsContext};

pub(super) fn not_registered(domain: &OwnerName, lang: Lang) -> Told {
    Told {
        title: say!(lang, not_registered_title),
        why: say!(lang, not_registered_why, name = name(domain)),
        fix: say!(lang, not_registered_fix, copy = copy(domain)),
    }
}

pub(super) fn held_back(
    domain: &OwnerName,
    hold: Hold,
    ended_at: Option<OffsetDateTime>,
    lang: Lang,
) -> Told {
    let (shown, copy) = (name(domain), copy(domain));
    match hold {
        Hold::Expired => Told {
            title: say!(lang, hold_expired_title),
            why: match ended_at {
                Some(at) => say!(lang, hold_expired_at_why, name = shown, at = Piece::On(at)),
                None => say!(lang, hold_expired_why, name = shown),
            },
            fix: say!(lang, hold_expired_fix, copy = copy),
        },
        Hold::Registrar => Told {
            title: say!(lang, hold_registrar_title),
            why: say!(lang, hold_registrar_why, name = shown),
            fix: say!(lang, hold_registrar_fix, copy = copy),
        },
        Hold::Registry => Told {
            title: say!(lang, hold_registry_title),
            why: say!(lang, hold_registry_why, name = shown),
            fix: say!(lang, hold_registry_fix, copy = copy),
        },
    }
}

pub(super) fn no_delegation(zone: &OwnerName, lang: Lang) -> Told {
    Told {
        title: say!(lang, no_delegation_title),
        why: say!(lang, no_delegation_why, name = name(zone)),
        fix: say!(lang, no_delegation_fix, copy = copy(zone)),
    }
}

pub(super) fn mismatch(
    zone: &OwnerName,
    parent_only: &[String],
    child_only: &[String],
    lang: Lang,
) -> Told {
    let shown = name(zone);
    let (parent, child) = (names(parent_only, lang), names(child_only, lang));
    let (remove, add) = (copies(parent_only, lang), copies(child_only, lang));
    let (why, fix) = match (parent_only, child_only) {
        (_, []) => (
            say!(lang, delegation_mismatch_parent_why, parent = parent),
            say!(lang, delegation_mismatch_parent_fix, parent = remove, name = shown),
        ),
        ([], _) => (
            say!(lang, delegation_mismatch_child_why, child = child),
            say!(lang, delegation_mismatch_child_fix, child = add, name = shown),
        ),
        (_, _) => (
            say!(lang, delegation_mismatch_both_why, parent = parent, child = child),
            say!(lang, delegation_mismatch_both_fix, parent = remove, child = add, name = shown),
        ),
    };
    Told { title: say!(lang, delegation_mismatch_title), why, fix }
}

pub(super) fn bogus(zone: &OwnerName, fault: Option<&DnssecFault>, to: &WordsContext<'_>) -> Told {
    let (lang, shown) = (to.lang, name(zone));
    let why = match fault {
        Some(DnssecFault::NoMatchingKey) => say!(lang, dnssec_key_why, name = shown),
        Some(DnssecFault::NotSigned) => say!(lang, dnssec_unsigned_why, name = shown),
        Some(DnssecFault::Expired { at }) => {
            say!(lang, dnssec_expired_why, name = shown, at = Piece::On(*at))
        }
        Some(DnssecFault::NotYetValid { at }) => {
            say!(lang, dnssec_early_why, name = shown, at = Piece::On(*at))
        }
        None => say!(lang, dnssec_why, name = shown),
    };
    let fix = match fault {
        Some(DnssecFault::NoMatchingKey | DnssecFault::NotSigned) => {
            say!(lang, dnssec_key_fix, copy = copy(zone))
        }
        Some(DnssecFault::Expired { .. } | DnssecFault::NotYetValid { .. }) | None => {
            say!(lang, dnssec_fix, host = host(to), copy = copy(zone))
        }
    };
    Told { title: say!(lang, dnssec_title), why, fix }
}

pub(super) fn lame(zone: &OwnerName, servers: &[String], all: bool, lang: Lang) -> Told {
    let (shown, count) = (names(servers, lang), servers.len());
    let why = say!(lang, lame_why, servers = shown, name = name(zone), count = count);
    if all {
        let fix = say!(lang, lame_all_fix, copy = copy(zone));
        Told { title: say!(lang, lame_all_title), why, fix }
    } else {
        let fix = say!(lang, lame_fix, servers = copies(servers, lang), count = count);
        Told { title: say!(lang, lame_title), why, fix }
    }
}

pub(super) fn unreachable(zone: &OwnerName, servers: &[String], to: &WordsContext<'_>) -> Told {
    let (lang, count) = (to.lang, servers.len());
    let (shown, copied) = (names(servers, lang), copies(servers, lang));
    Told {
        title: say!(lang, unreachable_title, count = count),
        why: say!(lang, unreachable_why, servers = shown, name = name(zone), count = count),
        fix: say!(lang, unreachable_fix, host = host(to), servers = copied, count = count),
    }
}

pub(super) fn lookup_failed(lang: Lang) -> Told {
    Told {
        title: say!(lang, lookup_failed_title),
        why: say!(lang, lookup_failed_why),
        fix: say!(lang, lookup_failed_fix),
    }
}
