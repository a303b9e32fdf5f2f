//! What the API's document says of values that come from other crates.

/// A time: RFC 3339, UTC.
#[derive(schemars::JsonSchema)]
#[schemars(transparent, inline)]
pub struct Time(#[schemars(extend("format" = "date-time"))] pub String);
