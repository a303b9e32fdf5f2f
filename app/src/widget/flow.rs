//! The wizard as values: which step a visit is at, and what a pasted name comes to.

use crate::domain::connection::State;

/// Where a visit stands, as the host page is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Which name?
    Domain,
    /// The first look is under way.
    Analysis,
    /// The records are shown, none is found.
    Records,
    /// Something is found.
    Progress,
    /// It works.
    Live,
}

impl Step {
    /// The step of a connection: `looked` whether anybody has, `found` how many records stand.
    #[must_use]
    pub const fn of(state: State, looked: bool, found: usize) -> Self {
        match state {
            State::Live => Self::Live,
            // One that is being looked at for the first time shows as verifying.
            State::Created | State::Verifying if !looked => Self::Analysis,
            State::Created | State::PendingOwnership | State::Verifying if found == 0 => {
                Self::Records
            }
            State::Created
            | State::PendingOwnership
            | State::Verifying
            | State::Verified
            | State::Propagating
            | State::IssuingCert
            | State::Drifted
            | State::Stalled
            | State::Failed
            | State::Archived => Self::Progress,
        }
    }

    /// The published name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Analysis => "analysis",
            Self::Records => "records",
            Self::Progress => "progress",
            Self::Live => "live",
        }
    }

    /// Which of the three steps of the marker that is.
    #[must_use]
    pub const fn marker(self) -> usize {
        match self {
            Self::Domain => 0,
            Self::Analysis | Self::Records | Self::Progress => 1,
            Self::Live => 2,
        }
    }
}

/// What kind of name was entered, as far as its text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing, or not yet a name.
    Unfinished,
    /// Two labels: most likely a zone's own name.
    Apex,
    /// Starts with `www`.
    Www,
    /// Any other name.
    Below,
}

impl Shape {
    /// How the page's style sheet calls it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unfinished => "unfinished",
            Self::Apex => "apex",
            Self::Www => "www",
            Self::Below => "below",
        }
    }
}

/// The name in what somebody typed or pasted: without scheme, account, port and path.
#[must_use]
pub fn clean(text: &str) -> String {
    // A full stop of Chinese or Japanese keyboards separates labels too (UTS #46).
    let text = text.trim().replace(['。', '．', '｡'], ".");
    // Two bytes side by side: the search for any text weighs more than all of this file.
    let slashes = text.as_bytes().windows(2).position(|pair| pair == b"//");
    let rest = slashes.and_then(|at| text.get(at + 2..)).unwrap_or(&text);
    let rest = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let rest = rest.rsplit('@').next().unwrap_or_default();
    let name = match rest.split_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        Some(_) | None => rest,
    };
    // Letters beyond ASCII are the business of IDNA; their tables stay out of the browser.
    name.trim().trim_end_matches('.').to_ascii_lowercase()
}

/// What countries call the parts of their own below which names are sold, such as `co.uk`. The whole
/// list would weigh more than the page, and the server has it: here it is only about advice.
const SHARED: [&str; 10] = ["co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go"];

/// What kind of name that is.
#[must_use]
pub fn shape(name: &str) -> Shape {
    let finished = name.split('.').all(|label| !label.is_empty());
    match name.split('.').count() {
        _ if !finished || name.contains(char::is_whitespace) => Shape::Unfinished,
        0 | 1 => Shape::Unfinished,
        2 => Shape::Apex,
        3 if ends_shared(name) => Shape::Apex,
        _ if name.starts_with("www.") => Shape::Www,
        _ => Shape::Below,
    }
}

fn ends_shared(name: &str) -> bool {
    let mut labels = name.rsplit('.');
    let (country, below) = (labels.next().unwrap_or_default(), labels.next().unwrap_or_default());
    country.len() == 2 && SHARED.contains(&below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_address_becomes_a_name() {
        for (text, want) in [
            ("shop.acme.com", "shop.acme.com"),
            ("  Shop.ACME.com. ", "shop.acme.com"),
            ("https://www.acme.com/cart?id=1#top", "www.acme.com"),
            ("http://user:secret@acme.com:8080/", "acme.com"),
            ("//acme.com", "acme.com"),
            ("acme.com/path", "acme.com"),
            ("acme.com:443", "acme.com"),
            ("bücher。example", "bücher.example"),
            ("2001:db8::1", "2001:db8::1"),
            ("*.acme.com", "*.acme.com"),
            ("", ""),
            ("https://", ""),
        ] {
            assert_eq!(clean(text), want, "{text:?}");
            assert_eq!(clean(want), want, "cleaning twice changes nothing: {want:?}");
        }
    }

    #[test]
    fn the_shape_of_a_name_is_told_by_its_labels() {
        for (name, want) in [
            ("", Shape::Unfinished),
            ("acme", Shape::Unfinished),
            ("acme.", Shape::Unfinished),
            ("acme.com", Shape::Apex),
            ("www.acme.com", Shape::Www),
            ("shop.acme.com", Shape::Below),
            ("my shop.acme.com", Shape::Unfinished),
            ("acme.co.uk", Shape::Apex),
            ("www.acme.co.uk", Shape::Www),
            ("shop.acme.com.au", Shape::Below),
            ("www.co.uk", Shape::Apex),
            ("web.de", Shape::Apex),
        ] {
            assert_eq!(shape(name), want, "{name:?}");
        }
    }

    #[test]
    fn every_state_has_its_step() {
        for state in State::ALL {
            let step = Step::of(state, true, 0);
            assert_eq!(step == Step::Live, state == State::Live, "{state:?}");
        }
        assert_eq!(Step::of(State::Created, false, 0), Step::Analysis);
        assert_eq!(Step::of(State::Verifying, false, 0), Step::Analysis);
        assert_eq!(Step::of(State::Verifying, true, 0), Step::Records);
        assert_eq!(Step::of(State::PendingOwnership, true, 0), Step::Records);
        assert_eq!(Step::of(State::PendingOwnership, true, 1), Step::Progress);
    }
}
