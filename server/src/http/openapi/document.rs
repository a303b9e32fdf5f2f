//! From what the handlers say to the document.

use app::domain::problem::Code;
use serde_json::{Map, Value, json};

use super::about::{self, About};
use super::describe::{Access, Operation, Schemas};
use super::routes::Routes;
use crate::http::problem::Problem;
use crate::service::caller::KeyScope;

/// What a failure looks like.
#[derive(schemars::JsonSchema)]
#[schemars(rename = "Error")]
#[expect(dead_code, reason = "the schema of what `Problem` writes")]
struct ErrorBody {
    error: ErrorFields,
}

#[derive(schemars::JsonSchema)]
#[schemars(inline)]
#[expect(dead_code, reason = "the schema of what `Problem` writes")]
struct ErrorFields {
    /// For machines; once published, a code keeps its meaning.
    code: String,
    /// For people.
    message: String,
    /// What the code carries beside its message: `fields`, `connection_id`, `findings`, `limit`,
    /// `support_url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Map<String, Value>>,
    /// The same as the header `X-Request-Id`.
    request_id: String,
}

/// The document, for any server.
pub(super) fn of(routes: &Routes) -> Value {
    let mut schemas = Schemas::new();
    let error = schemas.answered::<ErrorBody>();
    let mut paths = Map::new();
    for (path, verb, describe) in routes.described() {
        let mut operation = Operation::new();
        describe(&mut operation, &mut schemas);
        let about = about::of(verb, path);
        operation.fails(about.codes);
        let item = paths.entry(path).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(verb.to_owned(), shown(path, verb, &operation, about, &error));
        }
    }
    let definitions = schemas.answered.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Fairlead",
            "version": env!("CARGO_PKG_VERSION"),
            "description": about::API,
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "tags": about::GROUPS.iter().map(|(name, description)| {
            json!({ "name": name, "description": description })
        }).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "schemas": definitions,
            "securitySchemes": {
                "api_key": {
                    "type": "http", "scheme": "bearer", "bearerFormat": "sk_(test|live)_…",
                    "description": "An API key, which is kept on the tenant's server.",
                },
                "widget_token": {
                    "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "A token of POST /v1/tokens, for one visit of one customer.",
                },
            },
        },
    })
}

/// The document of the server at `url`.
pub(super) fn at(document: &Value, url: &str) -> Value {
    let mut document = document.clone();
    document["servers"] = json!([{ "url": url }]);
    document
}

fn shown(path: &str, verb: &str, operation: &Operation, about: &About, error: &Value) -> Value {
    let mut shown = json!({
        "operationId": operation_id(verb, path),
        "summary": about.summary,
        "description": about.description,
        "tags": [about.group],
        "parameters": parameters(path, operation),
        "responses": responses(operation, error),
        "security": security(operation.access),
    });
    if let Some(scope) = scope(operation.access) {
        shown["x-scope"] = scope.as_str().into();
        shown["x-widget-token"] = about.token.word(operation.access).into();
    }
    if let Some(schema) = &operation.body {
        shown["requestBody"] = json!({
            // Where nothing can be said, nothing need be.
            "required": schema["properties"].is_object(),
            "content": { "application/json": { "schema": schema } },
        });
    }
    shown
}

/// `post_v1_connections_id_verify` of `POST /v1/connections/{id}/verify`.
fn operation_id(verb: &str, path: &str) -> String {
    let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    std::iter::once(verb).chain(words).collect::<Vec<_>>().join("_")
}

const fn scope(access: Access) -> Option<KeyScope> {
    match access {
        Access::Public => None,
        Access::Key(scope) | Access::KeyOrToken(scope) => Some(scope),
    }
}

fn security(access: Access) -> Value {
    match access {
        Access::Public => json!([]),
        Access::Key(_) => json!([{ "api_key": [] }]),
        Access::KeyOrToken(_) => json!([{ "api_key": [] }, { "widget_token": [] }]),
    }
}

fn parameters(path: &str, operation: &Operation) -> Vec<Value> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let mut parameters: Vec<Value> = names
        .map(|name| {
            let schema = json!({ "type": "string", "format": "uuid" });
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    let no_fields = Map::new();
    let query = operation.query.as_ref().and_then(|schema| schema["properties"].as_object());
    for (name, schema) in query.unwrap_or(&no_fields) {
        parameters.push(json!({ "name": name, "in": "query", "schema": without_null(schema) }));
    }
    let mut header = |name: &str, schema: Value, description: &str| {
        parameters.push(
            json!({ "name": name, "in": "header", "schema": schema, "description": description }),
        );
    };
    if operation.once {
        let schema = json!({ "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~][\\t -~]*$" });
        header("Idempotency-Key", schema, "The same request again makes nothing new, for 24 h.");
    }
    if operation.resumes {
        let schema = json!({ "type": "string", "pattern": "^[0-9]+$" });
        header("Last-Event-ID", schema, "Goes on after this event.");
    }
    parameters
}

/// A query has no null: what is not given is left out.
fn without_null(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(types) = schema["type"].as_array() {
        let types: Vec<&Value> = types.iter().filter(|name| *name != "null").collect();
        schema["type"] = match types.as_slice() {
            [one] => (*one).clone(),
            more => json!(more),
        };
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        schema["enum"] = values.iter().filter(|value| !value.is_null()).cloned().collect();
    }
    if let Some(schemas) = schema.get("anyOf").and_then(Value::as_array) {
        let left: Vec<&Value> = schemas.iter().filter(|one| one["type"] != "null").collect();
        if let [one] = left.as_slice() {
            return (*one).clone();
        }
    }
    schema
}

fn responses(operation: &Operation, error: &Value) -> Value {
    let limited = operation.access != Access::Public;
    let mut good = json!({ "description": "Done.", "headers": headers(limited, false) });
    if operation.once {
        good["headers"]["Idempotency-Replayed"] = json!({
            "description": "true where this is what was answered to the same request before.",
            "schema": { "type": "string", "enum": ["true"] },
        });
    }
    if let Some((media, schema)) = &operation.answer {
        let schema = schema.clone().unwrap_or_else(|| json!({ "type": "string" }));
        good["content"] = json!({ *media: { "schema": schema } });
    }
    let mut responses = Map::from_iter([(operation.status.to_string(), good)]);
    for (status, codes) in by_status(&operation.codes) {
        let words: Vec<Value> = codes.iter().map(|code| json!(code)).collect();
        let list: Vec<String> =
            words.iter().map(|word| format!("`{}`", word.as_str().unwrap_or_default())).collect();
        let narrowed = json!({ "properties": { "error": { "properties": {
            "code": { "enum": words }
        } } } });
        let mut response = json!({
            "description": list.join(", "),
            "headers": headers(limited, matches!(status, 429 | 503)),
            "content": { "application/json": { "schema": { "allOf": [error, narrowed] } } },
        });
        if status == 401 {
            response["headers"]["WWW-Authenticate"] = json!({ "schema": { "type": "string" } });
        }
        responses.insert(status.to_string(), response);
    }
    Value::Object(responses)
}

fn by_status(codes: &[Code]) -> std::collections::BTreeMap<u16, Vec<Code>> {
    let mut by_status = std::collections::BTreeMap::<u16, Vec<Code>>::new();
    for code in codes {
        by_status.entry(Problem::new(*code, "").status().as_u16()).or_default().push(*code);
    }
    by_status
}

fn headers(limited: bool, later: bool) -> Value {
    let text =
        |description: &str| json!({ "description": description, "schema": { "type": "string" } });
    let mut headers = json!({ "X-Request-Id": text("The id of this request, also in our log.") });
    if limited {
        headers["RateLimit-Policy"] = text("How many requests in how many seconds.");
        headers["RateLimit"] = text("How many are left, and in how many seconds all are back.");
    }
    if later {
        headers["Retry-After"] = json!({
            "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 1 },
        });
    }
    headers
}
