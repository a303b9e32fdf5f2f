//! What the program tells of itself while it runs: lines of the log, and traces for whoever
//! collects them. The only importer of `tracing_subscriber`.

mod export;
mod fields;
mod lines;
mod otlp;
mod spans;

use std::io::{self, IsTerminal as _};

use tokio::runtime::Handle;
use tracing::Level;
use tracing_subscriber::filter::{EnvFilter, ParseError, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::fmt::format::JsonFields;
use tracing_subscriber::layer::{Layer, SubscriberExt as _};
use tracing_subscriber::registry::Registry;
use tracing_subscriber::util::SubscriberInitExt as _;

use self::export::{Collector, Exporter};
use self::lines::JsonLines;
use self::spans::Spans;
use crate::config::{Config, LogFormat};

/// Spans that wait to be sent; what comes while there are as many is lost, and counted.
const WAITING: usize = 4096;

/// `LOG` or the address of the collector can't be used.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// No filter.
    #[error("LOG can't be read")]
    Filter(#[from] ParseError),
    /// Nowhere to send traces to.
    #[error("OTEL_EXPORTER_OTLP_ENDPOINT can't be used")]
    Collector(#[from] export::CollectorError),
}

/// What must be told before the program ends.
pub struct Telemetry {
    exporter: Option<Exporter>,
}

/// Begins to tell: lines go to standard error, traces to the collector that the settings name.
pub fn begin(config: &Config, runtime: &Handle) -> Result<Telemetry, TelemetryError> {
    let filter = EnvFilter::try_new(&config.log)?;
    let lines = lines(config.log_format);
    let Some(url) = &config.otlp else {
        // Without a collector a span that no line needs is never made.
        Registry::default().with(lines).with(filter).init();
        return Ok(Telemetry { exporter: None });
    };
    let collector = Collector::new(url)?;
    let (spans, finished) = Spans::new(WAITING);
    let traced = Targets::new().with_target("fairlead", Level::DEBUG);
    Registry::default().with(lines.with_filter(filter)).with(spans.with_filter(traced)).init();
    Ok(Telemetry { exporter: Some(Exporter::start(collector, finished, runtime)) })
}

impl Telemetry {
    /// Sends what has not been sent yet.
    pub async fn end(self) {
        if let Some(exporter) = self.exporter {
            exporter.end().await;
        }
    }
}

fn lines(format: Option<LogFormat>) -> Box<dyn Layer<Registry> + Send + Sync> {
    let terminal = io::stderr().is_terminal();
    let usual = if terminal { LogFormat::Text } else { LogFormat::Json };
    match format.unwrap_or(usual) {
        LogFormat::Json => fmt::layer()
            .fmt_fields(JsonFields::new())
            .event_format(JsonLines)
            .with_writer(io::stderr)
            .boxed(),
        LogFormat::Text => {
            fmt::layer().compact().with_ansi(terminal).with_writer(io::stderr).boxed()
        }
    }
}
