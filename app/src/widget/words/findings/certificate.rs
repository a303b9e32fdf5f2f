//! Who may issue the certificate, and what answers where it is checked.

use std::net::IpAddr;

use crate::domain::name::OwnerName;
use crate::widget::words::catalogue::{Arg, say};
use crate::widget::words::grammar::{host, names, tenant};
use crate::widget::words::lang::Lang;
use crate::widget::words::phrase::{copy, given, name};
use crate::widget::words::{Told, WordsContext};

pub(super) fn caa(
    at: &OwnerName,
    allowed: &[String],
    record: &str,
    in_zone: bool,
    to: &WordsContext<'_>,
) -> Told {
    let lang = to.lang;
    Told {
        title: match allowed {
            _ if !in_zone => say!(lang, caa_target_title),
            [] => say!(lang, caa_none_title),
            [only] => say!(lang, caa_only_title, issuer = given(issuer(only))),
            [_, _, ..] => say!(lang, caa_others_title),
        },
        why: say!(lang, caa_why, name = name(at)),
        fix: if in_zone {
            say!(lang, caa_fix, record = copy(record))
        } else {
            say!(lang, tenant_changes, tenant = tenant(to))
        },
    }
}

/// The names that people know some CAs by.
fn issuer(caa_name: &str) -> &str {
    match caa_name {
        "digicert.com" => "DigiCert",
        "letsencrypt.org" => "Let’s Encrypt",
        "pki.goog" => "Google",
        "sectigo.com" => "Sectigo",
        "globalsign.com" => "GlobalSign",
        other => other,
    }
}

pub(super) fn caa_lookup(at: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told {
        title: say!(to.lang, caa_lookup_title),
        why: say!(to.lang, caa_lookup_why, host = host(to), name = name(at)),
        fix: say!(to.lang, caa_lookup_fix, host = host(to), copy = copy(at)),
    }
}

pub(super) fn caa_critical(
    at: &OwnerName,
    tag: &str,
    in_zone: bool,
    to: &WordsContext<'_>,
) -> Told {
    let lang = to.lang;
    Told {
        title: say!(lang, caa_critical_title),
        why: say!(lang, caa_critical_why, name = name(at), tag = name(tag)),
        fix: if in_zone {
            say!(lang, caa_critical_fix, tag = copy(tag), name = name(at))
        } else {
            say!(lang, tenant_changes, tenant = tenant(to))
        },
    }
}

pub(super) fn caa_malformed(at: &OwnerName, value: &str, lang: Lang) -> Told {
    let clean = value.trim_matches(['"', '\'', '\\', ' ']);
    Told {
        title: say!(lang, caa_malformed_title),
        why: say!(lang, caa_malformed_why, name = name(at), value = name(value)),
        fix: if clean.is_empty() || clean.contains(['"', '\\', ' ']) {
            say!(lang, caa_malformed_again_fix)
        } else {
            say!(lang, caa_malformed_fix, clean = copy(clean))
        },
    }
}

pub(super) fn caa_bound(at: &OwnerName, value: &str, lang: Lang) -> Told {
    let issuer = value.split(';').next().unwrap_or_default().trim();
    Told {
        title: say!(lang, caa_bound_title),
        why: say!(lang, caa_bound_why, name = name(at), value = name(value)),
        fix: say!(lang, caa_bound_fix, record = copy(&format!("0 issue \"{issuer}\""))),
    }
}

pub(super) fn intercepted(url: &str, server: Option<&str>, lang: Lang) -> Told {
    // Every check asks for another file of the same folder.
    let folder = url.rfind('/').and_then(|end| url.get(..=end)).unwrap_or(url);
    let host = url.split('/').nth(2).unwrap_or(url);
    let server = Arg::known(server.map(name));
    Told {
        title: say!(lang, intercepted_title),
        why: say!(lang, intercepted_why, server = server, name = name(host)),
        fix: say!(lang, intercepted_fix, folder = copy(folder)),
    }
}

pub(super) fn http(
    owner: &OwnerName,
    address: IpAddr,
    refused: bool,
    ours: bool,
    lang: Lang,
) -> Told {
    let (shown, domain) = (name(&address), name(owner));
    let why = if refused {
        say!(lang, http_refused_why, address = shown, name = domain)
    } else {
        say!(lang, http_silent_why, address = shown, name = domain)
    };
    if ours {
        return Told { title: say!(lang, http_ours_title), why, fix: say!(lang, http_ours_fix) };
    }
    let family = match address {
        IpAddr::V4(_) => "v4",
        IpAddr::V6(_) => "v6",
    };
    Told {
        title: say!(lang, http_title, family = Arg::Choice(family)),
        why,
        fix: say!(lang, http_fix, address = copy(&address)),
    }
}

pub(super) fn redirects(url: &str, at: &str, lang: Lang) -> Told {
    Told {
        title: say!(lang, redirect_loop_title),
        why: say!(lang, redirect_loop_why, url = name(url), at = name(at)),
        fix: say!(lang, redirect_loop_fix, at = copy(at)),
    }
}

pub(super) fn wrong(
    owner: &OwnerName,
    subjects: &[String],
    issuer: Option<&str>,
    address: IpAddr,
    trusted: bool,
    lang: Lang,
) -> Told {
    let (shown, issuer) = (name(&address), Arg::known(issuer.map(name)));
    // A certificate of a large host has dozens; the evidence has them all.
    let (first, rest) = subjects.split_at(subjects.len().min(3));
    Told {
        title: say!(lang, wrong_certificate_title),
        why: match first {
            _ if !trusted => {
                say!(lang, wrong_certificate_untrusted_why, address = shown, issuer = issuer)
            }
            [] => say!(lang, wrong_certificate_nameless_why, address = shown, issuer = issuer),
            [_, ..] => say!(
                lang,
                wrong_certificate_why,
                address = shown,
                names = names(first, lang),
                count = rest.len(),
                issuer = issuer,
            ),
        },
        fix: say!(lang, wrong_certificate_fix, copy = copy(&address), name = name(owner)),
    }
}

/// The same where it is at our own edge.
pub(super) fn by_us(told: Told, lang: Lang) -> Told {
    Told { fix: say!(lang, http_ours_fix), ..told }
}

pub(super) fn hsts(by: &OwnerName, lang: Lang) -> Told {
    Told {
        title: say!(lang, hsts_title),
        why: say!(lang, hsts_why, name = name(by)),
        fix: say!(lang, hsts_fix),
    }
}

pub(super) fn target(target: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told {
        title: say!(to.lang, target_broken_title),
        why: say!(to.lang, target_broken_why, name = name(target)),
        fix: say!(to.lang, tenant_repairs, tenant = tenant(to)),
    }
}

pub(super) fn origin(status: u16, to: &WordsContext<'_>) -> Told {
    Told {
        title: say!(to.lang, origin_title),
        why: say!(to.lang, origin_why, tenant = tenant(to), status = status),
        fix: say!(to.lang, tenant_repairs, tenant = tenant(to)),
    }
}
