//! Spans in the JSON of OpenTelemetry's protocol (OTLP 1.x, `ExportTraceServiceRequest`), named
//! by its semantic conventions.

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::spans::{Said, Span};
use crate::hex::hex;

/// The kinds of spans (`Span.SpanKind`).
const INTERNAL: u8 = 1;
const SERVER: u8 = 2;
const CLIENT: u8 = 3;
/// `Status.StatusCode.STATUS_CODE_ERROR`.
const ERROR: u8 = 2;

/// What we call a field, and what the conventions do.
const NAMES: [(&str, &str); 8] = [
    ("method", "http.request.method"),
    ("path", "http.route"),
    ("status", "http.response.status_code"),
    ("request_id", "fairlead.request_id"),
    ("connection", "fairlead.connection"),
    ("name", "dns.question.name"),
    ("rtype", "dns.question.type"),
    ("server", "server.address"),
];

/// The body of one request to a collector; `instance` tells this process from its like.
pub(super) fn request(spans: &[Span], instance: &str) -> Value {
    let version = env!("CARGO_PKG_VERSION");
    json!({ "resourceSpans": [{
        "resource": { "attributes": [
            attribute("service.name", &json!("fairlead")),
            attribute("service.version", &json!(version)),
            attribute("service.instance.id", &json!(instance)),
        ] },
        "scopeSpans": [{
            "scope": { "name": "fairlead", "version": version },
            "spans": spans.iter().map(span).collect::<Vec<_>>(),
        }],
    }] })
}

fn span(span: &Span) -> Value {
    let text = |field: &str| span.fields.get(field).and_then(Value::as_str);
    let (kind, name) = match span.name {
        "request" => {
            let (method, path) = (text("method").unwrap_or("?"), text("path").unwrap_or("?"));
            (SERVER, format!("{method} {path}"))
        }
        "question" => (CLIENT, format!("DNS {}", text("rtype").unwrap_or("?"))),
        other => (INTERNAL, other.to_owned()),
    };
    let answered_badly =
        span.fields.get("status").and_then(Value::as_u64).is_some_and(|status| 500 <= status);
    let mut out = json!({
        "traceId": hex(&span.trace),
        "spanId": hex(&span.id),
        "name": name,
        "kind": kind,
        "startTimeUnixNano": nanos(span.begun),
        "endTimeUnixNano": nanos(span.ended),
        "attributes": attributes(&span.fields),
        "events": span.events.iter().map(event).collect::<Vec<_>>(),
    });
    if let (Some(parent), Some(out)) = (span.parent, out.as_object_mut()) {
        out.insert("parentSpanId".to_owned(), hex(&parent).into());
    }
    if let (true, Some(out)) = (span.failed || answered_badly, out.as_object_mut()) {
        out.insert("status".to_owned(), json!({ "code": ERROR }));
    }
    out
}

fn event(said: &Said) -> Value {
    let mut fields = said.fields.clone();
    let message = fields.remove("message");
    fields.insert("level".to_owned(), said.level.as_str().into());
    json!({
        "timeUnixNano": nanos(said.at),
        "name": message.as_ref().and_then(Value::as_str).unwrap_or("event"),
        "attributes": attributes(&fields),
    })
}

fn attributes(fields: &Map<String, Value>) -> Vec<Value> {
    let renamed = |name: &str| {
        let known = NAMES.iter().find(|(ours, _)| *ours == name);
        known.map_or_else(|| name.to_owned(), |(_, theirs)| (*theirs).to_owned())
    };
    fields.iter().map(|(name, value)| attribute(&renamed(name), value)).collect()
}

/// 64-bit numbers are texts in this protocol (proto3's JSON).
fn attribute(name: &str, value: &Value) -> Value {
    let value = match value {
        Value::Bool(value) => json!({ "boolValue": value }),
        Value::Number(number) if number.is_f64() => json!({ "doubleValue": number }),
        Value::Number(number) => json!({ "intValue": number.to_string() }),
        Value::String(text) => json!({ "stringValue": text }),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            json!({ "stringValue": value.to_string() })
        }
    };
    json!({ "key": name, "value": value })
}

fn nanos(at: OffsetDateTime) -> String {
    at.unix_timestamp_nanos().to_string()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_span_is_written_as_collectors_read_it() {
        let fields = json!({ "method": "GET", "path": "/v1/connections/{id}", "status": 503 });
        let begun = datetime!(2026-03-01 12:00 UTC);
        let one = Span {
            name: "request",
            trace: [0xab; 16],
            id: [1; 8],
            parent: None,
            begun,
            ended: begun + time::Duration::milliseconds(2),
            fields: fields.as_object().unwrap().clone(),
            events: Vec::new(),
            failed: false,
        };
        let inner = Span {
            name: "question",
            id: [2; 8],
            parent: Some([1; 8]),
            fields: json!({ "rtype": "TXT" }).as_object().unwrap().clone(),
            ..one.clone()
        };
        let sent = request(&[one, inner], "node-1");
        let spans = &sent["resourceSpans"][0]["scopeSpans"][0]["spans"];
        assert_eq!(
            spans[0],
            json!({
                "traceId": "abababababababababababababababab",
                "spanId": "0101010101010101",
                "name": "GET /v1/connections/{id}",
                "kind": 2,
                "startTimeUnixNano": "1772366400000000000",
                "endTimeUnixNano": "1772366400002000000",
                "attributes": [
                    { "key": "http.request.method", "value": { "stringValue": "GET" } },
                    { "key": "http.route", "value": { "stringValue": "/v1/connections/{id}" } },
                    { "key": "http.response.status_code", "value": { "intValue": "503" } },
                ],
                "events": [],
                "status": { "code": 2 },
            })
        );
        assert_eq!(spans[1]["parentSpanId"], "0101010101010101");
        assert_eq!(spans[1]["name"], "DNS TXT");
        assert_eq!(spans[1]["status"], Value::Null);
    }
}
