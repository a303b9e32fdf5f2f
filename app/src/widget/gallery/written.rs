//! What the page's code writes into a page that is open.

use std::borrow::Cow;

use crate::widget::flow::Shape;

/// What stood in a page as it was served, and what the page's code has written there.
pub type Written = (&'static str, Cow<'static, str>);

/// The page that embeds this one has greeted.
pub(super) const EMBEDDED: Written = (" data-base=", Cow::Borrowed(" data-host data-base="));
/// A field was copied.
pub(super) const COPIED: Written = (" data-copy=", Cow::Borrowed(" data-copied data-copy="));
/// The session is over.
pub(super) const ENDED: Written = (" data-exp=", Cow::Borrowed(" data-phase=\"ended\" data-exp="));
/// The reader's machine has no network.
pub(super) const OFFLINE: Written = ("id=\"offline\" hidden", Cow::Borrowed("id=\"offline\""));
/// Our server is away.
pub(super) const AWAY: Written = ("id=\"away\" hidden", Cow::Borrowed("id=\"away\""));

/// Somebody has written into the field.
pub(super) fn typed(text: &'static str, shape: Shape) -> Vec<Written> {
    vec![
        EMBEDDED,
        (" data-shape=\"unfinished\"", format!(" data-shape=\"{}\"", shape.as_str()).into()),
        (" value=\"\"", format!(" value=\"{text}\"").into()),
        ("data-clean class=\"mono\"></b>", format!("data-clean class=\"mono\">{text}</b>").into()),
    ]
}

/// The browser lets nobody copy: what "Copy all" would have copied stands there, to be selected.
pub(super) fn copy_refused(label: &str) -> Written {
    let all = "TXT\t_customdomain-challenge.shop\tfairlead-verify-mzxw6ytboi2dsojqgq3tcmzsgu4tknrygi3dsnbvgm2a\nCNAME\tshop\tedge.northwind.example";
    let field =
        format!("<textarea class=\"all mono\" readonly aria-label=\"{label}\">{all}</textarea>");
    ("<a href=\"data:", format!("{field}<a href=\"data:").into())
}

/// "Check now" was answered.
pub(super) fn answered(html: &str) -> Written {
    (" data-answer><!></p>", format!(" data-answer>{html}</p>").into())
}
