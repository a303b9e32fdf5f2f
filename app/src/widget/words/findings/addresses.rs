//! The way that visitors take, by addresses.

use std::net::IpAddr;

use crate::domain::name::OwnerName;
use crate::widget::words::catalogue::{Arg, say};
use crate::widget::words::grammar::{copies, entered, host, names};
use crate::widget::words::lang::Lang;
use crate::widget::words::phrase::{Phrase, Piece, copy, given, name};
use crate::widget::words::{Told, WordsContext};

pub(super) fn proxied(owner: &OwnerName, by: &str, reached: bool, to: &WordsContext<'_>) -> Told {
    let (lang, whose, shown) = (to.lang, given(by), name(owner));
    let off = proxy_off(by, entered(owner, to), lang);
    if reached {
        Told {
            title: say!(lang, proxied_through_title, by = whose.clone()),
            why: say!(lang, proxied_through_why, by = whose, name = shown),
            fix: say!(lang, proxied_through_fix, fix = off),
        }
    } else {
        Told {
            title: say!(lang, proxied_title, by = whose.clone()),
            why: say!(lang, proxied_why, name = shown, by = whose),
            fix: off,
        }
    }
}

/// How a proxy is switched off, in its owner's words.
fn proxy_off(by: &str, entered: Piece, lang: Lang) -> Phrase {
    match by {
        "Cloudflare" => say!(lang, proxied_cloudflare_fix, entered = entered),
        other => say!(lang, proxied_fix, by = given(other), entered = entered),
    }
}

pub(super) fn forwarding(
    owner: &OwnerName,
    by: &str,
    found: &[IpAddr],
    to: &WordsContext<'_>,
) -> Told {
    let (lang, by, found) = (to.lang, given(by), names(found, to.lang));
    let entered = entered(owner, to);
    Told {
        title: say!(lang, provider_forwarding_title),
        why: say!(
            lang,
            provider_forwarding_why,
            name = name(owner),
            found = found,
            by = by.clone(),
        ),
        fix: say!(lang, provider_forwarding_fix, by = by, entered = entered),
    }
}

pub(super) fn vary(owner: &OwnerName, wrong: &[String], to: &WordsContext<'_>) -> Told {
    let wrong = names(wrong, to.lang);
    Told {
        title: say!(to.lang, answers_vary_title),
        why: say!(to.lang, answers_vary_why, name = name(owner), wrong = wrong),
        fix: say!(to.lang, answers_vary_fix, host = host(to), entered = entered(owner, to)),
    }
}

pub(super) fn https_record(owner: &OwnerName, found: &str, to: &WordsContext<'_>) -> Told {
    Told {
        title: say!(to.lang, https_record_title),
        why: say!(to.lang, https_record_why, name = name(owner), found = name(found)),
        fix: say!(to.lang, https_record_fix, host = host(to), entered = entered(owner, to)),
    }
}

pub(super) fn private(owner: &OwnerName, found: &[IpAddr], to: &WordsContext<'_>) -> Told {
    let shown = names(found, to.lang);
    Told {
        title: say!(to.lang, address_private_title),
        why: say!(to.lang, address_private_why, name = name(owner), found = shown),
        fix: replace(found, to),
    }
}

fn replace(found: &[IpAddr], to: &WordsContext<'_>) -> Phrase {
    say!(to.lang, replace_fix, host = host(to), found = copies(found, to.lang))
}

pub(super) fn www(www: &OwnerName, stands: bool, to: &WordsContext<'_>) -> Told {
    let place = Arg::Choice(if stands { "somewhere" } else { "nowhere" });
    Told {
        title: say!(to.lang, www_not_covered_title),
        why: say!(to.lang, www_not_covered_why, name = name(www), place = place),
        fix: say!(to.lang, www_not_covered_fix, name = copy(www), host = host(to)),
    }
}

pub(super) fn address_wrong(
    owner: &OwnerName,
    found: &[IpAddr],
    whose: Option<&str>,
    to: &WordsContext<'_>,
) -> Told {
    let (lang, shown, addresses) = (to.lang, name(owner), names(found, to.lang));
    let (title, why) = match whose.map(given) {
        Some(whose) => (
            say!(lang, address_wrong_known_title, whose = whose.clone()),
            say!(lang, address_wrong_known_why, name = shown, found = addresses, whose = whose,),
        ),
        None => (
            say!(lang, address_wrong_title),
            say!(lang, address_wrong_why, name = shown, found = addresses),
        ),
    };
    Told { title, why, fix: replace(found, to) }
}

pub(super) fn address_extra(owner: &OwnerName, extra: &[IpAddr], to: &WordsContext<'_>) -> Told {
    let (shown, copied) = (names(extra, to.lang), copies(extra, to.lang));
    let count = extra.len();
    Told {
        title: say!(to.lang, address_extra_title),
        why: say!(to.lang, address_extra_why, name = name(owner), found = shown),
        fix: say!(to.lang, address_extra_fix, host = host(to), found = copied, count = count),
    }
}

pub(super) fn leftover(owner: &OwnerName, extra: &[IpAddr], lang: Lang) -> Told {
    let (copied, count) = (copies(extra, lang), extra.len());
    Told {
        title: say!(lang, aaaa_leftover_title, count = count),
        why: say!(lang, aaaa_leftover_why, name = name(owner)),
        fix: say!(lang, aaaa_leftover_fix, found = copied, count = count),
    }
}
