//! What must be said, and nothing beside it.

use app::domain::finding::Finding;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A finding, as far as a case tells it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub(crate) code: String,
    /// Those that the case is about; others may stand beside them.
    #[serde(default)]
    params: Map<String, Value>,
    severity: Option<Value>,
    actor: Option<Value>,
}

impl Expected {
    fn is_met_by(&self, found: &Value) -> bool {
        let same = |key: &str, wanted: &Option<Value>| {
            wanted.as_ref().is_none_or(|wanted| found[key] == *wanted)
        };
        found["code"] == *self.code
            && same("severity", &self.severity)
            && same("actor", &self.actor)
            && self.params.iter().all(|(key, wanted)| found["params"][key] == *wanted)
    }
}

/// What is told though it was not expected, and what is not told though it was.
pub(crate) fn difference(expected: &[Expected], findings: &[Finding]) -> Option<String> {
    let mut unexpected: Vec<Value> = findings.iter().map(shown).collect();
    let mut report = Vec::new();
    for wanted in expected {
        match unexpected.iter().position(|found| wanted.is_met_by(found)) {
            Some(at) => drop(unexpected.remove(at)),
            None => report.push(format!("not told: {} {:?}", wanted.code, wanted.params)),
        }
    }
    report.extend(unexpected.iter().map(|found| format!("told: {found}")));
    (!report.is_empty()).then(|| format!("\n    {}", report.join("\n    ")))
}

/// The finding without what was seen.
fn shown(finding: &Finding) -> Value {
    let mut value = serde_json::to_value(finding).unwrap();
    value.as_object_mut().unwrap().remove("evidence");
    value
}
