//! A line of the log as one flat JSON object, with what is known of the request or check around
//! it beside what it says itself.

use std::fmt;

use serde_json::{Map, Value};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::{JsonFields, Writer};
use tracing_subscriber::fmt::time::{FormatTime as _, SystemTime};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormattedFields};
use tracing_subscriber::registry::{LookupSpan, Scope};

use super::fields::Fields;

/// What a line always has; a field of such a name would stand there twice.
const ALWAYS: [&str; 3] = ["timestamp", "level", "target"];

pub(super) struct JsonLines;

impl<S> FormatEvent<S, JsonFields> for JsonLines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    fn format_event(
        &self,
        ctx: &FmtContext<'_, S, JsonFields>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut fields = Map::new();
        for span in ctx.event_scope().into_iter().flat_map(Scope::from_root) {
            let extensions = span.extensions();
            let known = extensions.get::<FormattedFields<JsonFields>>();
            let known = known.and_then(|known| serde_json::from_str(&known.fields).ok());
            fields.append(&mut known.unwrap_or_default());
        }
        event.record(&mut Fields(&mut fields));
        let meta = event.metadata();
        writer.write_str("{\"timestamp\":\"")?;
        SystemTime.format_time(&mut writer)?;
        write!(writer, "\",\"level\":\"{}\",\"target\":\"{}\"", meta.level(), meta.target())?;
        let message = fields.remove_entry("message");
        for (name, value) in message.into_iter().chain(fields) {
            if !ALWAYS.contains(&name.as_str()) {
                write!(writer, ",{}:{value}", Value::String(name))?;
            }
        }
        writeln!(writer, "}}")
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::fmt::MakeWriter;
    use tracing_subscriber::layer::SubscriberExt as _;
    use tracing_subscriber::{Registry, fmt as lines};

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl MakeWriter<'_> for Written {
        type Writer = Self;

        fn make_writer(&self) -> Self {
            self.clone()
        }
    }

    #[test]
    fn a_line_is_one_object_with_all_that_is_known_around_it() {
        let written = Written::default();
        let layer = lines::layer().fmt_fields(JsonFields::new()).event_format(JsonLines);
        let subscriber = Registry::default().with(layer.with_writer(written.clone()));
        tracing::subscriber::with_default(subscriber, || {
            let request = tracing::error_span!("request", request_id = "r-1", path = "/v1/x");
            let _request = request.enter();
            let check = tracing::error_span!("check", connection = %"c-1", path = "inner");
            let _check = check.enter();
            tracing::warn!(level = "mine", count = 3, good = true, "it said \"no\"\nand left");
        });
        let text = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        assert_eq!(text.lines().count(), 1, "{text}");
        let line: Value = serde_json::from_str(&text).unwrap();
        for (name, value) in [
            ("level", Value::from("WARN")),
            ("message", Value::from("it said \"no\"\nand left")),
            ("request_id", Value::from("r-1")),
            ("connection", Value::from("c-1")),
            ("path", Value::from("inner")),
            ("count", Value::from(3)),
            ("good", Value::from(true)),
        ] {
            assert_eq!(line[name], value, "{name}: {line}");
        }
        assert_eq!(text.matches("\"level\"").count(), 1, "{text}");
        assert!(line["target"].as_str().unwrap().starts_with("fairlead"), "{line}");
        assert!(line["timestamp"].as_str().unwrap().ends_with('Z'), "{line}");
    }
}
