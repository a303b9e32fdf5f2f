//! The public suffix list: where the walk down starts, and what a registry registers.

use app::domain::name::OwnerName;
use psl::Type;

/// The registry's suffix of `name`, by the list's ICANN section; an unlisted top-level domain
/// counts as one, as the list's default rule has it.
pub(super) fn public_suffix(name: &OwnerName) -> OwnerName {
    let mut rest = Some(name.clone());
    while let Some(part) = rest {
        let Some(suffix) = psl::suffix(part.as_str().as_bytes()) else { break };
        let text = std::str::from_utf8(suffix.as_bytes()).unwrap_or_default();
        let Ok(found) = text.parse::<OwnerName>() else { break };
        if suffix.typ() != Some(Type::Private) {
            return found;
        }
        // A company's own suffix (`github.io`): the registry's is above it.
        rest = found.parent();
    }
    name.ancestors().last().unwrap_or_else(OwnerName::root)
}

/// The name that somebody registered to have `name`: one label below the suffix.
pub(super) fn registrable(name: &OwnerName) -> OwnerName {
    let suffix = public_suffix(name);
    let above = |candidate: &OwnerName| candidate.parent().as_ref() == Some(&suffix);
    name.ancestors().find(above).unwrap_or_else(|| name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walk_starts_at_the_registry() {
        for (name, suffix, registered) in [
            ("www.shop.example.com", "com", "example.com"),
            ("shop.example.co.uk", "co.uk", "example.co.uk"),
            ("customer.github.io", "io", "github.io"),
            ("shop.acme.test", "test", "acme.test"),
            ("com", "com", "com"),
            ("test", "test", "test"),
            ("_x.a.b.kawasaki.jp", "b.kawasaki.jp", "a.b.kawasaki.jp"),
        ] {
            let name: OwnerName = name.parse().unwrap();
            assert_eq!(public_suffix(&name).as_str(), suffix, "{name}");
            assert_eq!(registrable(&name).as_str(), registered, "{name}");
        }
    }
}
