//! Spans, from their beginning to the moment when they can be sent.
//!
//! What is said at DEBUG within a span belongs to it (how a request was answered); what is said
//! louder is an event of its own, and at ERROR the span has failed.

use serde_json::{Map, Value};
use time::OffsetDateTime;
use tokio::sync::mpsc;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::LookupSpan;

use super::fields::Fields;
use crate::clock::{Clock, random_bytes};

/// A span that is over.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) name: &'static str,
    pub(super) trace: [u8; 16],
    pub(super) id: [u8; 8],
    pub(super) parent: Option<[u8; 8]>,
    pub(super) begun: OffsetDateTime,
    pub(super) ended: OffsetDateTime,
    pub(super) fields: Map<String, Value>,
    pub(super) events: Vec<Said>,
    pub(super) failed: bool,
}

/// Something that was said within a span.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) at: OffsetDateTime,
    pub(super) level: Level,
    pub(super) fields: Map<String, Value>,
}

/// Hands spans that are over to whoever sends them.
pub(super) struct Spans {
    finished: mpsc::Sender<Span>,
    clock: Clock,
}

impl Spans {
    pub(super) fn new(waiting: usize) -> (Self, mpsc::Receiver<Span>) {
        let (finished, receiver) = mpsc::channel(waiting);
        (Self { finished, clock: Clock::default() }, receiver)
    }
}

impl<S> Layer<S> for Spans
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, ctx: Context<'_, S>) {
        let Some(span) = ctx.span(id) else { return };
        let parent = span.parent();
        let above = parent.and_then(|parent| {
            let extensions = parent.extensions();
            extensions.get::<Span>().map(|above| (above.trace, above.id))
        });
        let now = self.clock.now();
        let mut fields = Map::new();
        attributes.record(&mut Fields(&mut fields));
        let begun = Span {
            name: span.name(),
            trace: above.map_or_else(random_bytes, |(trace, _)| trace),
            id: random_bytes(),
            parent: above.map(|(_, id)| id),
            begun: now,
            ended: now,
            fields,
            events: Vec::new(),
            failed: false,
        };
        span.extensions_mut().insert(begun);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, ctx: Context<'_, S>) {
        let Some(span) = ctx.span(id) else { return };
        if let Some(known) = span.extensions_mut().get_mut::<Span>() {
            values.record(&mut Fields(&mut known.fields));
        }
    }

    fn on_event(&self, event: &Event<'_>, ctx: Context<'_, S>) {
        let Some(span) = ctx.event_span(event) else { return };
        let mut extensions = span.extensions_mut();
        let Some(known) = extensions.get_mut::<Span>() else { return };
        let mut fields = Map::new();
        event.record(&mut Fields(&mut fields));
        let level = *event.metadata().level();
        if level == Level::DEBUG {
            fields.remove("message");
            known.fields.append(&mut fields);
        } else {
            known.failed |= level == Level::ERROR;
            known.events.push(Said { at: self.clock.now(), level, fields });
        }
    }

    fn on_close(&self, id: Id, ctx: Context<'_, S>) {
        let Some(span) = ctx.span(&id) else { return };
        let finished = span.extensions_mut().remove::<Span>();
        if let Some(finished) = finished {
            // Nobody waits for a collector: what finds no room is lost.
            let _ = self.finished.try_send(Span { ended: self.clock.now(), ..finished });
        }
    }
}
