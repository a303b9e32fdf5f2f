//! What each extractor asks of a request, and what each answer promises.

use app::domain::problem::Code;
use axum::Json as Answer;
use axum::extract::{FromRequest, FromRequestParts, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, NoContent, Response};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use serde_json::Value;

use crate::http::App;
use crate::http::auth::{Admin, KeyReader, Minter, Purger, Reader, Teller, UsageReader, Writer};
use crate::http::body::{Id, Json, Params, Path};
use crate::http::idempotency::{Created, Once};
use crate::http::problem::Problem;
use crate::service::caller::KeyScope;

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anybody.
    Public,
    /// An API key with this scope.
    Key(KeyScope),
    /// An API key with this scope, or a widget token for what it reaches.
    KeyOrToken(KeyScope),
}

/// What is known of one operation.
pub(crate) struct Operation {
    pub(crate) access: Access,
    pub(crate) query: Option<Value>,
    pub(crate) body: Option<Value>,
    /// Whether `Idempotency-Key` is taken.
    pub(crate) once: bool,
    /// Whether a stream resumes after `Last-Event-ID`.
    pub(crate) resumes: bool,
    pub(crate) status: u16,
    /// The media type of the answer, and its schema where it is JSON.
    pub(crate) answer: Option<(&'static str, Option<Value>)>,
    pub(crate) codes: Vec<Code>,
}

impl Operation {
    pub(super) const fn new() -> Self {
        Self {
            access: Access::Public,
            query: None,
            body: None,
            once: false,
            resumes: false,
            status: 200,
            answer: None,
            codes: Vec::new(),
        }
    }

    pub(super) fn fails(&mut self, codes: &[Code]) {
        let known: Vec<Code> =
            codes.iter().copied().filter(|code| !self.codes.contains(code)).collect();
        self.codes.extend(known);
    }

    fn takes(&mut self, access: Access) {
        self.access = access;
        self.fails(&[Code::Unauthorized, Code::Forbidden, Code::RateLimited]);
        // Who asks is looked up.
        self.fails(&[Code::Internal, Code::Unavailable]);
    }
}

/// The schemas of what is taken and of what is answered.
pub(crate) struct Schemas {
    taken: SchemaGenerator,
    pub(super) answered: SchemaGenerator,
}

impl Schemas {
    pub(super) fn new() -> Self {
        // The dialect of `OpenAPI` 3.1, with the place where it keeps what has a name.
        let settings = SchemaSettings::draft2020_12().with(|it| {
            it.definitions_path = "/components/schemas".into();
            it.meta_schema = None;
        });
        // What is taken and what is answered under one name may differ: what is taken stands
        // where it is used.
        let taken = settings.clone().for_deserialize().with(|it| it.inline_subschemas = true);
        Self { taken: taken.into_generator(), answered: settings.for_serialize().into_generator() }
    }

    fn taken<T: JsonSchema>(&mut self) -> Value {
        self.taken.subschema_for::<T>().to_value()
    }

    pub(super) fn answered<T: JsonSchema>(&mut self) -> Value {
        self.answered.subschema_for::<T>().to_value()
    }
}

/// A handler whose signature tells what it takes and answers.
pub(crate) trait Described<T> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas);
}

/// A part of a request.
pub(crate) trait Asks {
    fn describe(operation: &mut Operation, schemas: &mut Schemas);
}

/// An answer.
pub(crate) trait Answers {
    fn describe(operation: &mut Operation, schemas: &mut Schemas);
}

macro_rules! described {
    ($($part:ident),*; $last:ident) => {
        impl<F, Fut, Out, M, $($part,)* $last> Described<(M, $($part,)* $last,)> for F
        where
            F: FnOnce($($part,)* $last) -> Fut,
            Fut: Future<Output = Out>,
            Out: Answers,
            $($part: Asks + FromRequestParts<App>,)*
            $last: Asks + FromRequest<App, M>,
        {
            fn describe(operation: &mut Operation, schemas: &mut Schemas) {
                $($part::describe(operation, schemas);)*
                $last::describe(operation, schemas);
                Out::describe(operation, schemas);
            }
        }
    };
}

impl<F, Fut, Out> Described<((),)> for F
where
    F: FnOnce() -> Fut,
    Fut: Future<Output = Out>,
    Out: Answers,
{
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        Out::describe(operation, schemas);
    }
}

described!(; T1);
described!(T1; T2);
described!(T1, T2; T3);
described!(T1, T2, T3; T4);
described!(T1, T2, T3, T4; T5);

impl<S> Asks for State<S> {
    fn describe(_: &mut Operation, _: &mut Schemas) {}
}

impl Asks for HeaderMap {
    fn describe(_: &mut Operation, _: &mut Schemas) {}
}

impl Asks for Reader {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.takes(Access::KeyOrToken(KeyScope::ConnectionsRead));
    }
}

impl Asks for Writer {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.takes(Access::KeyOrToken(KeyScope::ConnectionsWrite));
    }
}

impl Asks for KeyReader {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.takes(Access::Key(KeyScope::ConnectionsRead));
    }
}

impl Asks for Admin {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.takes(Access::Key(KeyScope::AppsAdmin));
    }
}

impl Asks for Teller {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.takes(Access::Key(KeyScope::WebhooksWrite));
    }
}

impl Asks for UsageReader {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.takes(Access::Key(KeyScope::UsageRead));
    }
}

impl Asks for Minter {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.takes(Access::Key(KeyScope::ConnectionsWrite));
    }
}

impl Asks for Purger {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.takes(Access::Key(KeyScope::ConnectionsWrite));
    }
}

// The names of what stands in a path are read off the path itself.
impl<T> Asks for Path<T> {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.fails(&[Code::NotFound]);
    }
}

impl<T> Asks for Id<T> {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.fails(&[Code::NotFound]);
    }
}

impl<T: JsonSchema> Asks for Params<T> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        operation.query = Some(schemas.taken::<T>());
        operation.fails(&[Code::Invalid]);
    }
}

impl<T: JsonSchema> Asks for Json<T> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        operation.body = Some(schemas.taken::<T>());
        operation.fails(&[Code::Invalid, Code::TooLarge]);
    }
}

impl<T: JsonSchema> Asks for Once<T> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        operation.body = Some(schemas.taken::<T>());
        operation.once = true;
        operation.fails(&[Code::Invalid, Code::TooLarge, Code::IdempotencyMismatch]);
    }
}

impl<T: Answers> Answers for Result<T, Problem> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        T::describe(operation, schemas);
        operation.fails(&[Code::Internal, Code::Unavailable]);
    }
}

impl<T: JsonSchema> Answers for Answer<T> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        operation.answer = Some(("application/json", Some(schemas.answered::<T>())));
    }
}

impl<T: JsonSchema> Answers for Created<T> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        operation.status = 201;
        operation.answer = Some(("application/json", Some(schemas.answered::<T>())));
    }
}

impl Answers for NoContent {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.status = 204;
    }
}

/// What was begun, and goes on after the answer.
pub(crate) struct Accepted<T>(pub(crate) T);

impl<T: Serialize> IntoResponse for Accepted<T> {
    fn into_response(self) -> Response {
        (StatusCode::ACCEPTED, Answer(self.0)).into_response()
    }
}

impl<T: JsonSchema> Answers for Accepted<T> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        operation.status = 202;
        operation.answer = Some(("application/json", Some(schemas.answered::<T>())));
    }
}

/// A stream of server-sent events.
pub(crate) struct Events(pub(crate) Response);

impl IntoResponse for Events {
    fn into_response(self) -> Response {
        self.0
    }
}

impl Answers for Events {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.resumes = true;
        operation.answer = Some(("text/event-stream", None));
    }
}

/// A page for people.
pub(crate) struct Html(pub(crate) String);

impl Answers for Html {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.answer = Some(("text/html", None));
    }
}
