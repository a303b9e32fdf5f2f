//! The figures, judged as `promtool check metrics` would, and by what they say.

#![expect(clippy::float_cmp, reason = "figures are floats by their format, and these are whole")]

use std::collections::BTreeMap;

use crate::world::World;

/// Ends of names that are no base units (<https://prometheus.io/docs/practices/naming/>).
const NO_BASE_UNITS: [&str; 11] = [
    "_milliseconds",
    "_ms",
    "_microseconds",
    "_minutes",
    "_hours",
    "_days",
    "_kilobytes",
    "_kb",
    "_megabytes",
    "_mb",
    "_percent",
];

/// One family: what `# HELP` and `# TYPE` say, and its samples.
#[derive(Debug, Default)]
pub(super) struct Family {
    help: String,
    pub(super) kind: String,
    pub(super) samples: Vec<Sample>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sample {
    pub(super) name: String,
    pub(super) labels: BTreeMap<String, String>,
    pub(super) value: f64,
}

/// What the text says; a line that belongs to no family fails the test.
pub(super) fn families(text: &str) -> BTreeMap<String, Family> {
    let mut families: BTreeMap<String, Family> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines() {
        let words: Vec<&str> = line.splitn(4, ' ').collect();
        match words[..] {
            ["#", "HELP", name, help] => {
                let known = families.insert(name.to_owned(), Family::default());
                assert!(known.is_none(), "{name} stands there twice");
                families.get_mut(name).unwrap().help = help.to_owned();
                current = name.to_owned();
            }
            ["#", "TYPE", name, kind] => {
                assert_eq!(name, current, "{line}");
                families.get_mut(name).unwrap().kind = kind.to_owned();
            }
            ["#", "UNIT", ..] | ["#", "EOF"] => {}
            _ => {
                let sample = sample(line);
                assert!(sample.name.starts_with(&current), "{line} is not of {current}");
                families.get_mut(&current).unwrap().samples.push(sample);
            }
        }
    }
    families
}

fn sample(line: &str) -> Sample {
    let (series, value) = line.rsplit_once(' ').unwrap();
    let (name, labels) = series.split_once('{').unwrap_or((series, "}"));
    let labels = labels.strip_suffix('}').unwrap();
    let labels = labels.split(',').filter(|label| !label.is_empty()).map(|label| {
        let (name, value) = label.split_once('=').unwrap();
        (name.to_owned(), value.trim_matches('"').to_owned())
    });
    let value = value.parse().unwrap_or_else(|_| panic!("{line}"));
    Sample { name: name.to_owned(), labels: labels.collect(), value }
}

/// The value of the one sample that has these labels.
#[track_caller]
fn value(families: &BTreeMap<String, Family>, name: &str, labels: &[(&str, &str)]) -> f64 {
    let all = families.values().flat_map(|family| &family.samples);
    let fits = |sample: &&Sample| {
        sample.name == name
            && labels.iter().all(|(k, v)| sample.labels.get(*k).is_some_and(|it| it == v))
    };
    let found: Vec<&Sample> = all.filter(fits).collect();
    assert_eq!(found.len(), 1, "{name} {labels:?}: {found:?}");
    found[0].value
}

fn is_snake(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && name.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
}

fn judge(name: &str, family: &Family) {
    let Family { help, kind, samples } = family;
    assert!(name.starts_with("fairlead_") && is_snake(name), "{name}");
    assert!(!help.trim_matches('.').is_empty(), "{name} says not what it is");
    assert!(!samples.is_empty(), "{name} has no sample");
    assert!(!NO_BASE_UNITS.iter().any(|unit| name.ends_with(unit)), "{name}");
    for word in ["counter", "gauge", "histogram", "summary"] {
        assert!(!name.contains(word), "{name} has its type in its name");
    }
    for sample in samples {
        let end = &sample.name[name.len()..];
        let fits = match kind.as_str() {
            "counter" => end == "_total",
            "gauge" => end.is_empty() && !name.ends_with("_total"),
            "histogram" => ["_bucket", "_sum", "_count"].contains(&end),
            "info" => end == "_info" && sample.value == 1.0,
            other => panic!("{name} is of type {other}"),
        };
        assert!(fits, "{} is a {kind}", sample.name);
        assert_eq!(sample.labels.contains_key("le"), end == "_bucket", "{sample:?}");
        assert!(sample.labels.keys().all(|label| is_snake(label)), "{sample:?}");
    }
    if kind == "histogram" {
        assert!(name.ends_with("_seconds"), "{name} has no unit");
        judge_buckets(name, samples);
    }
}

/// Buckets rise, and the last holds all.
fn judge_buckets(name: &str, samples: &[Sample]) {
    let mut series: BTreeMap<BTreeMap<String, String>, Vec<(f64, f64)>> = BTreeMap::new();
    for sample in samples.iter().filter(|sample| sample.name.ends_with("_bucket")) {
        let mut labels = sample.labels.clone();
        let le = labels.remove("le").unwrap().replace("+Inf", "inf").parse().unwrap();
        series.entry(labels).or_default().push((le, sample.value));
    }
    for (labels, buckets) in series {
        assert!(buckets.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1), "{name} {buckets:?}");
        let (last, all) = buckets[buckets.len() - 1];
        assert!(last.is_infinite(), "{name}");
        let count = samples.iter().find(|s| s.name.ends_with("_count") && s.labels == labels);
        assert_eq!(count.unwrap().value, all, "{name}");
    }
}

/// What a server tells that has done some of everything.
pub(super) async fn busy() -> (World, BTreeMap<String, Family>) {
    let world = World::on_demand().await;
    let made = world.connect("shop.sandbox.test").await;
    world.check(&made).await;
    world.ask("nobody.sandbox.test").await;
    world.nobody().get("/nowhere").await;
    let text = world.inside().get("/metrics").await.text();
    (world, families(&text))
}

#[tokio::test]
async fn figures_are_named_typed_and_told_as_prometheus_asks() {
    let (_world, families) = busy().await;
    for (name, family) in &families {
        judge(name, family);
    }
    assert!(13 <= families.len(), "{:?}", families.keys());
}

#[tokio::test]
async fn figures_say_what_happened() {
    let (world, families) = busy().await;
    let value = |name: &str, labels: &[(&str, &str)]| value(&families, name, labels);
    assert_eq!(value("fairlead_asks_total", &[("answer", "unknown_name")]), 1.0);
    assert_eq!(value("fairlead_asks_total", &[("answer", "allow")]), 0.0);
    assert_eq!(value("fairlead_ask_duration_seconds_count", &[]), 1.0);
    assert!(value("fairlead_ask_duration_seconds_sum", &[]) < 1.0);
    assert_eq!(value("fairlead_checks_total", &[("outcome", "wrong")]), 1.0);
    assert_eq!(value("fairlead_check_duration_seconds_count", &[]), 1.0);
    assert_eq!(value("fairlead_findings_total", &[("code", "ownership_missing")]), 1.0);
    let created = [("method", "POST"), ("route", "/v1/connections"), ("status", "201")];
    assert_eq!(value("fairlead_http_requests_total", &created), 1.0);
    let lost = [("route", "unmatched"), ("status", "404")];
    assert_eq!(value("fairlead_http_requests_total", &lost), 1.0);
    assert_eq!(value("fairlead_database_up", &[]), 1.0);
    assert_eq!(value("fairlead_database_connections_max", &[("pool", "write")]), 1.0);
    assert_eq!(value("fairlead_index_names", &[]), 1.0);
    // Nobody checks here: what was due stays due.
    world.advance(600).await;
    let late = families_of(&world).await;
    let lag = self::value(&late, "fairlead_queue_lag_seconds", &[]);
    assert!((500.0..=610.0).contains(&lag), "{lag}");
    // Told anew, and not found anew.
    world.check(&world.tenant().get("/v1/connections").await.ok(200)["data"][0].clone()).await;
    let again = families_of(&world).await;
    let findings = self::value(&again, "fairlead_findings_total", &[("code", "ownership_missing")]);
    assert_eq!(findings, 1.0);
    assert_eq!(self::value(&again, "fairlead_checks_total", &[("outcome", "wrong")]), 2.0);
}

async fn families_of(world: &World) -> BTreeMap<String, Family> {
    families(&world.inside().get("/metrics").await.text())
}
