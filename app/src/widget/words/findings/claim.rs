//! Whose the name is.

use crate::domain::name::OwnerName;
use crate::widget::words::catalogue::say;
use crate::widget::words::grammar::{entered, host, types};
use crate::widget::words::lang::Lang;
use crate::widget::words::phrase::{copy, name};
use crate::widget::words::{Told, WordsContext};

pub(super) fn taken(owner: &OwnerName, lang: Lang) -> Told {
    Told {
        title: say!(lang, taken_title),
        why: say!(lang, taken_why, name = name(owner)),
        fix: say!(lang, taken_fix, copy = copy(owner)),
    }
}

pub(super) fn takeover(owner: &OwnerName, left: &[String], to: &WordsContext<'_>) -> Told {
    let (types, entered) = (types(left, to.lang), entered(owner, to));
    Told {
        title: say!(to.lang, takeover_title),
        why: say!(to.lang, takeover_why, name = name(owner)),
        fix: say!(to.lang, takeover_fix, host = host(to), types = types, entered = entered),
    }
}
