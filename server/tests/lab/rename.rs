//! Names of a case in a world that it shares with others.

/// Second-level names that belong to the world, not to a case: where name servers are named.
const SHARED: [&str; 6] = ["host", "old", "nic", "tenant", "dark", "nowhere"];

/// Every text in `value`, with `suffix` behind the label below `test`.
pub(crate) fn renamed(value: toml::Value, suffix: &str) -> toml::Value {
    match value {
        toml::Value::String(text) => rename(&text, suffix).into(),
        toml::Value::Array(values) => {
            values.into_iter().map(|value| renamed(value, suffix)).collect::<Vec<_>>().into()
        }
        toml::Value::Table(table) => {
            let entries = table.into_iter();
            let entries =
                entries.map(|(key, value)| (rename(&key, suffix), renamed(value, suffix)));
            entries.collect::<toml::Table>().into()
        }
        other => other,
    }
}

fn rename(text: &str, suffix: &str) -> String {
    const TLD: &str = ".test";
    let mut renamed = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(TLD) {
        let (before, after) = rest.split_at(at);
        let label = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-').next();
        let whole =
            !after[TLD.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        renamed.push_str(before);
        if whole && label.is_some_and(|label| !label.is_empty() && !SHARED.contains(&label)) {
            renamed.push_str(suffix);
        }
        renamed.push_str(TLD);
        rest = &after[TLD.len()..];
    }
    renamed + rest
}

#[test]
fn only_the_cases_own_names_are_renamed() {
    for (text, want) in [
        ("www.acme.test", "www.acme-7.test"),
        ("acme.test", "acme-7.test"),
        ("www.acme.test.acme.test. 300", "www.acme-7.test.acme-7.test. 300"),
        ("ns1.host.test", "ns1.host.test"),
        ("www 300 CNAME edge.shop.test.", "www 300 CNAME edge.shop-7.test."),
        ("acme.testing", "acme.testing"),
        ("a.test a", "a-7.test a"),
    ] {
        assert_eq!(rename(text, "-7"), want);
    }
}
