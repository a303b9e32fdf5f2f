//! Whose the name is.

use super::super::{host, list};
use crate::domain::name::OwnerName;
use crate::widget::words::phrase::{copy, name, say};
use crate::widget::words::{Told, WordsContext};

pub(super) fn taken(owner: &OwnerName) -> Told {
    Told::new(
        "This name is connected already.",
        say!["Another connection holds ", name(owner), ", perhaps one of your own."],
        say!["Remove ", copy(owner), " there, or add the TXT record shown here to move it."],
    )
}

pub(super) fn takeover(owner: &OwnerName, types: &[String], to: &WordsContext<'_>) -> Told {
    Told::new(
        "Records of an ended connection are left.",
        say![
            "Nothing is served at ",
            name(owner),
            ", and as it still leads to us, others might claim it."
        ],
        say![
            format!("At {}, delete the {} records with the name ", host(to), list(types)),
            copy(to.entered(owner)),
            "."
        ],
    )
}
