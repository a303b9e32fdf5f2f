//! How far the certificate is, and what the CA says of it.

use time::OffsetDateTime;

use crate::domain::certificate::Stage;
use crate::domain::finding::{Limit, Risk};
use crate::domain::name::OwnerName;
use crate::widget::words::catalogue::say;
use crate::widget::words::grammar::{entered, tenant, types};
use crate::widget::words::lang::Lang;
use crate::widget::words::phrase::{Phrase, Piece, copy, name};
use crate::widget::words::{Told, WordsContext};

pub(super) fn delegation(
    owner: &OwnerName,
    wanted: &OwnerName,
    found: Option<&OwnerName>,
    to: &WordsContext<'_>,
) -> Told {
    let (lang, shown, entered, wanted) = (to.lang, name(owner), entered(owner, to), copy(wanted));
    match found.map(name) {
        Some(found) => Told {
            title: say!(lang, acme_wrong_title),
            why: say!(lang, acme_wrong_why, name = shown, found = found),
            fix: say!(lang, acme_wrong_fix, entered = entered, wanted = wanted),
        },
        None => Told {
            title: say!(lang, acme_missing_title),
            why: say!(lang, acme_missing_why, name = shown),
            fix: say!(lang, acme_missing_fix, entered = entered, wanted = wanted),
        },
    }
}

pub(super) fn leftover(owner: &OwnerName, left: &[String], to: &WordsContext<'_>) -> Told {
    let (lang, types, entered) = (to.lang, types(left, to.lang), entered(owner, to));
    Told {
        title: say!(lang, acme_leftover_title),
        why: say!(lang, acme_leftover_why, types = types.clone(), name = name(owner)),
        fix: say!(lang, acme_leftover_fix, types = types, entered = entered),
    }
}

pub(super) fn timed_out(stage: Stage, lang: Lang) -> Told {
    let why = match stage {
        Stage::Initializing => say!(lang, timed_out_order_why),
        Stage::Validation => say!(lang, timed_out_check_why),
        Stage::Issuance => say!(lang, timed_out_issue_why),
        Stage::Deployment => say!(lang, timed_out_deploy_why),
        Stage::Deletion => say!(lang, timed_out_delete_why),
    };
    Told { title: say!(lang, timed_out_title), why, fix: say!(lang, timed_out_fix) }
}

pub(super) fn rate_limited(limit: Limit, retry_at: OffsetDateTime, lang: Lang) -> Told {
    let why = match limit {
        Limit::Own => say!(lang, rate_limited_own_why),
        Limit::Ca => say!(lang, rate_limited_ca_why),
    };
    let fix = say!(lang, rate_limited_fix, at = Piece::Until(retry_at));
    Told { title: say!(lang, rate_limited_title), why, fix }
}

pub(super) fn rejected(problem: &str, detail: &str, to: &WordsContext<'_>) -> Told {
    let problem = name(problem);
    let words = if detail.is_empty() {
        Phrase::from(problem)
    } else {
        say!(to.lang, rejected_words, detail = name(detail), problem = problem)
    };
    Told {
        title: say!(to.lang, rejected_title),
        why: say!(to.lang, rejected_why, words = words),
        fix: say!(to.lang, rejected_fix, tenant = tenant(to)),
    }
}

pub(super) fn high_risk(owner: &OwnerName, why: Risk, to: &WordsContext<'_>) -> Told {
    let (lang, shown) = (to.lang, name(owner));
    Told {
        title: say!(lang, high_risk_title),
        why: match why {
            Risk::Listed => say!(lang, high_risk_listed_why),
            Risk::LookAlike => say!(lang, high_risk_alike_why, name = shown),
            Risk::Refused => say!(lang, high_risk_refused_why, name = shown),
        },
        fix: say!(lang, high_risk_fix, tenant = tenant(to), copy = copy(owner)),
    }
}
