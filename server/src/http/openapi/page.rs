//! The document as a page: from our own server, without a script.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// The page's own style, after the tokens that the widget has too.
pub(super) const STYLE: &str =
    concat!(include_str!("../../../../style/tokens.css"), include_str!("docs.css"));

/// What the page is written to.
struct Page(String);

/// The page about the server at `url`.
pub(super) fn render(document: &Value, url: &str) -> String {
    let mut page = Page(String::with_capacity(128 * 1024));
    page.raw(concat!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<title>Fairlead API</title><link rel=\"icon\" href=\"/favicon.ico\">",
        "<link rel=\"stylesheet\" href=\"/docs/docs.css\"></head><body><main class=\"page\">",
        "<h1>Fairlead API</h1>",
    ));
    page.element("p", "lede muted", text(&document["info"]["description"]));
    page.raw("<p class=\"lede\"><code>");
    page.text(url);
    page.raw("</code> · <a href=\"/openapi.json\">openapi.json</a></p>");
    page.contents(document);
    for tag in items(&document["tags"]) {
        page.group(document, tag);
    }
    page.raw("<h2>What is sent and answered</h2>");
    for (name, schema) in fields(&document["components"]["schemas"]) {
        page.raw("<section class=\"schema\" id=\"schema-");
        page.text(name);
        page.raw("\">");
        page.element("h3", "", name);
        page.described(schema);
        page.shape(schema);
        page.raw("</section>");
    }
    page.raw("</main></body></html>");
    page.0
}

/// The operations of a group: path, verb, operation.
fn operations<'a>(
    document: &'a Value,
    group: &'a Value,
) -> impl Iterator<Item = (&'a str, &'a str, &'a Value)> {
    let all = fields(&document["paths"]).flat_map(|(path, item)| {
        fields(item).map(move |(verb, operation)| (path, verb, operation))
    });
    all.filter(move |(_, _, operation)| items(&operation["tags"]).any(|tag| tag == group))
}

impl Page {
    /// Markup of our own.
    fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                other => self.0.push(other),
            }
        }
    }

    /// Text with `code` in it.
    fn prose(&mut self, text: &str) {
        for (nth, part) in text.split('`').enumerate() {
            let code = nth % 2 == 1;
            self.raw(if code { "<code>" } else { "" });
            self.text(part);
            self.raw(if code { "</code>" } else { "" });
        }
    }

    fn element(&mut self, name: &str, class: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let _ = write!(self.0, "<{name} class=\"{class}\">");
        self.prose(text);
        let _ = write!(self.0, "</{name}>");
    }

    fn described(&mut self, schema: &Value) {
        self.element("p", "muted", text(&schema["description"]));
    }

    fn contents(&mut self, document: &Value) {
        self.raw("<nav aria-label=\"Routes\"><ul>");
        for tag in items(&document["tags"]) {
            for (path, verb, operation) in operations(document, &tag["name"]) {
                let _ = write!(self.0, "<li><a href=\"#{}\">", text(&operation["operationId"]));
                self.route(verb, path);
                self.raw("</a></li>");
            }
        }
        self.raw("</ul></nav>");
    }

    fn route(&mut self, verb: &str, path: &str) {
        let _ = write!(self.0, "<span class=\"verb {verb}\">{}</span>", verb.to_uppercase());
        self.raw("<code>");
        self.text(path);
        self.raw("</code>");
    }

    fn group(&mut self, document: &Value, tag: &Value) {
        self.element("h2", "", text(&tag["name"]));
        self.element("p", "muted", text(&tag["description"]));
        for (path, verb, operation) in operations(document, &tag["name"]) {
            let _ = write!(self.0, "<article id=\"{}\"><h3>", text(&operation["operationId"]));
            self.route(verb, path);
            self.raw("</h3>");
            self.element("p", "lede", text(&operation["summary"]));
            self.element("p", "muted", text(&operation["description"]));
            self.who(operation);
            self.parameters(operation);
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            if !body.is_null() {
                self.element("h4", "", "Body");
                self.shape(body);
            }
            self.answers(operation);
            self.raw("</article>");
        }
    }

    fn who(&mut self, operation: &Value) {
        let words = match (text(&operation["x-scope"]), text(&operation["x-widget-token"])) {
            ("", _) => "anybody".to_owned(),
            (scope, "no") => format!("a key with `{scope}`"),
            (scope, "yes") => format!("a key with `{scope}`, or a widget token"),
            (scope, word) => {
                format!("a key with `{scope}`, or a widget token that allows `{word}`")
            }
        };
        self.raw("<p class=\"who\"><span>");
        self.prose(&words);
        self.raw("</span></p>");
    }

    fn parameters(&mut self, operation: &Value) {
        let mut parameters = items(&operation["parameters"]).peekable();
        if parameters.peek().is_none() {
            return;
        }
        self.element("h4", "", "Parameters");
        self.raw("<table>");
        for parameter in parameters {
            let place = text(&parameter["in"]);
            let schema = &parameter["schema"];
            let said = [&parameter["description"], &schema["description"]];
            let said = said.map(text).into_iter().find(|said| !said.is_empty());
            let kind = format!("{place}, {}", kind(schema));
            self.row(text(&parameter["name"]), &kind, None, said.unwrap_or_default());
        }
        self.raw("</table>");
    }

    fn answers(&mut self, operation: &Value) {
        self.element("h4", "", "Answers");
        self.raw("<table>");
        for (status, answer) in fields(&operation["responses"]) {
            let content = fields(&answer["content"]).next();
            let schema = content.map_or(&Value::Null, |(_, content)| &content["schema"]);
            let media = content.map_or("", |(media, _)| media);
            let listed = reference(&schema["properties"]["data"]);
            let kind = match (listed, reference(schema)) {
                (Some(name), _) => format!("page of {name}"),
                (None, Some(name)) => name.to_owned(),
                (None, None) => media.to_owned(),
            };
            let name = listed.or_else(|| reference(schema));
            self.row(status, &kind, name, text(&answer["description"]));
        }
        self.raw("</table>");
    }

    /// The fields of an object, or what else it is.
    fn shape(&mut self, schema: &Value) {
        if let Some(name) = reference(schema) {
            let _ = write!(self.0, "<p><a href=\"#schema-{name}\"><code>{name}</code></a></p>");
            return;
        }
        let variants = ["oneOf", "anyOf"].into_iter().flat_map(|word| items(&schema[word]));
        let mut variants = variants.peekable();
        if schema["properties"].is_null() {
            if variants.peek().is_none() {
                self.element("p", "", &format!("`{}`", kind(schema)));
            }
        } else {
            self.raw("<table>");
            let needed: Vec<&Value> = items(&schema["required"]).collect();
            for (name, field) in fields(&schema["properties"]) {
                let left_out = !needed.iter().any(|it| *it == name);
                let kind = kind(field) + if left_out { ", optional" } else { "" };
                self.row(name, &kind, reference(field), text(&field["description"]));
            }
            self.raw("</table>");
        }
        for variant in variants {
            self.raw("<details><summary>One of several</summary>");
            self.described(variant);
            self.shape(variant);
            self.raw("</details>");
        }
    }

    fn row(&mut self, name: &str, kind: &str, link: Option<&str>, said: &str) {
        self.raw("<tr><td><code>");
        self.text(name);
        self.raw("</code></td><td>");
        match link {
            Some(link) => {
                let _ = write!(self.0, "<a href=\"#schema-{link}\">");
                self.text(kind);
                self.raw("</a>");
            }
            None => self.text(kind),
        }
        self.raw("</td><td>");
        self.prose(said);
        self.raw("</td></tr>");
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn fields(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let all = value.as_object().into_iter().flat_map(Map::iter);
    all.map(|(name, value)| (name.as_str(), value))
}

/// The schema that is pointed to, alone, in a list, or beside null.
fn reference(schema: &Value) -> Option<&str> {
    let name = text(&schema["$ref"]).rsplit_once('/').map(|(_, name)| name);
    let inner = || {
        let within = ["allOf", "anyOf"].into_iter().flat_map(|word| items(&schema[word]));
        within.chain([&schema["items"]].into_iter().filter(|it| it.is_object())).find_map(reference)
    };
    name.or_else(inner)
}

/// What kind of value it is, in a word or two.
fn kind(schema: &Value) -> String {
    if schema["items"].is_object() {
        return format!("list of {}", kind(&schema["items"]));
    }
    if let Some(name) = reference(schema) {
        return name.to_owned();
    }
    let choices: Vec<&str> = items(&schema["enum"]).filter_map(Value::as_str).collect();
    if !choices.is_empty() && choices.len() < 8 {
        return choices.join(" | ");
    }
    let word = match &schema["type"] {
        Value::Array(types) => types.iter().map(text).collect::<Vec<_>>().join(" | "),
        Value::String(word) => word.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => "any".to_owned(),
    };
    match text(&schema["format"]) {
        "" => word,
        format => format!("{word} ({format})"),
    }
}
