//! The way that visitors take, by names.

use crate::domain::finding::Slip;
use crate::domain::name::OwnerName;
use crate::domain::record::RecordType;
use crate::widget::words::catalogue::say;
use crate::widget::words::grammar::{copies, entered, host, names, sentences, tenant, types};
use crate::widget::words::lang::Lang;
use crate::widget::words::phrase::{copy, name};
use crate::widget::words::{Told, WordsContext};

pub(super) fn missing(owner: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told {
        title: say!(to.lang, routing_missing_title),
        why: say!(to.lang, routing_missing_why, name = name(owner)),
        fix: say!(to.lang, routing_missing_fix, entered = entered(owner, to)),
    }
}

pub(super) fn wrong_target(
    owner: &OwnerName,
    wanted: &OwnerName,
    found: &OwnerName,
    slip: Slip,
    to: &WordsContext<'_>,
) -> Told {
    let (lang, shown, found) = (to.lang, name(owner), name(found));
    let change = say!(lang, change_value, wanted = copy(wanted));
    match slip {
        Slip::ZoneAppended => Told {
            title: say!(lang, zone_appended_title),
            why: say!(lang, zone_appended_why, host = host(to), name = shown, found = found),
            fix: say!(lang, zone_appended_fix, wanted = copy(&format!("{wanted}."))),
        },
        Slip::Typo => Told {
            title: say!(lang, typo_title),
            why: say!(lang, typo_why, name = shown, found = found),
            fix: change,
        },
        Slip::Other => Told {
            title: say!(lang, wrong_target_title),
            why: say!(lang, wrong_target_why, name = shown, found = found),
            fix: change,
        },
    }
}

pub(super) fn multiple(
    owner: &OwnerName,
    wanted: &OwnerName,
    found: &[OwnerName],
    lang: Lang,
) -> Told {
    let others: Vec<&OwnerName> = found.iter().filter(|target| *target != wanted).collect();
    let fix = if others.len() < found.len() {
        let others = copies(&others, lang);
        say!(lang, cname_multiple_fix, others = others, wanted = name(wanted))
    } else {
        say!(lang, cname_multiple_none_fix, wanted = copy(wanted))
    };
    let targets = names(found, lang);
    Told {
        title: say!(lang, cname_multiple_title, count = found.len()),
        why: say!(lang, cname_multiple_why, name = name(owner), found = targets),
        fix,
    }
}

pub(super) fn at_apex(
    owner: &OwnerName,
    target: &OwnerName,
    wanted: Option<RecordType>,
    to: &WordsContext<'_>,
) -> Told {
    let lang = to.lang;
    let fix = if wanted == Some(RecordType::Cname) {
        let www = copy(&format!("www.{owner}"));
        say!(lang, cname_at_apex_alias_fix, host = host(to), target = copy(target), www = www)
    } else {
        say!(lang, cname_at_apex_fix, host = host(to), entered = entered(owner, to))
    };
    Told {
        title: say!(lang, cname_at_apex_title),
        why: say!(lang, cname_at_apex_why, target = name(target)),
        fix,
    }
}

pub(super) fn conflict(
    owner: &OwnerName,
    present: &[String],
    mail: bool,
    to: &WordsContext<'_>,
) -> Told {
    let (lang, types) = (to.lang, types(present, to.lang));
    let (shown, entered) = (name(owner), entered(owner, to));
    let why = say!(lang, cname_conflict_why, name = shown.clone(), types = types.clone());
    let fix = say!(lang, cname_conflict_fix, host = host(to), types = types, entered = entered);
    if mail {
        let stops = say!(lang, cname_conflict_mail, name = shown);
        let title = say!(lang, cname_conflict_mail_title);
        Told { title, why, fix: sentences(fix, stops, lang) }
    } else {
        Told { title: say!(lang, cname_conflict_title), why, fix }
    }
}

pub(super) fn indirect(owner: &OwnerName, via: &OwnerName, lang: Lang) -> Told {
    Told {
        title: say!(lang, cname_indirect_title),
        why: say!(lang, cname_indirect_why, name = name(owner), via = name(via)),
        fix: say!(lang, cname_indirect_fix, via = name(via)),
    }
}

pub(super) fn flattened(owner: &OwnerName, to: &WordsContext<'_>) -> Told {
    Told {
        title: say!(to.lang, cname_flattened_title),
        why: say!(to.lang, cname_flattened_why, host = host(to), name = name(owner)),
        fix: say!(to.lang, cname_flattened_fix),
    }
}

pub(super) fn looped(owner: &OwnerName, at: &OwnerName, lang: Lang) -> Told {
    Told {
        title: say!(lang, cname_loop_title),
        why: say!(lang, cname_loop_why, name = name(owner), at = name(at)),
        fix: if owner == at {
            say!(lang, cname_loop_here_fix, at = copy(at))
        } else {
            say!(lang, cname_loop_fix, at = copy(at))
        },
    }
}

pub(super) fn broken(
    owner: &OwnerName,
    at: &OwnerName,
    in_zone: bool,
    to: &WordsContext<'_>,
) -> Told {
    let lang = to.lang;
    let why = say!(lang, cname_chain_broken_why, name = name(owner), at = name(at));
    if in_zone {
        let fix = say!(lang, cname_chain_broken_fix, at = copy(at));
        Told { title: say!(lang, cname_chain_broken_title), why, fix }
    } else {
        let fix = say!(lang, tenant_repairs, tenant = tenant(to));
        Told { title: say!(lang, target_gone_title), why, fix }
    }
}

pub(super) fn long(owner: &OwnerName, hops: usize, to: &WordsContext<'_>) -> Told {
    Told {
        title: say!(to.lang, cname_chain_long_title),
        why: say!(to.lang, cname_chain_long_why, count = hops, name = name(owner)),
        fix: say!(to.lang, cname_chain_long_fix, entered = entered(owner, to)),
    }
}

pub(super) fn wildcard(owner: &OwnerName, wildcard: &OwnerName, to: &WordsContext<'_>) -> Told {
    let star = name(wildcard);
    Told {
        title: say!(to.lang, wildcard_masks_title),
        why: say!(to.lang, wildcard_masks_why, wildcard = star, name = name(owner)),
        fix: say!(to.lang, wildcard_masks_fix, entered = entered(owner, to)),
    }
}

pub(super) fn mail(owner: &OwnerName, hidden: &[String], to: &WordsContext<'_>) -> Told {
    let (lang, types) = (to.lang, types(hidden, to.lang));
    // Addresses are asked for at a zone's own name only; anywhere else it is the name that gives.
    let fix = if to.zone == Some(owner) {
        say!(lang, mail_shadowed_apex_fix)
    } else {
        say!(lang, mail_shadowed_fix, www = copy(&format!("www.{owner}")))
    };
    Told {
        title: say!(lang, mail_shadowed_title),
        why: say!(lang, mail_shadowed_why, types = types, name = name(owner)),
        fix,
    }
}
