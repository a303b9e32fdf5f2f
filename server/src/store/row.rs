//! Rows as both engines have them: texts and whole numbers. What they mean is parsed here.

use serde::Serialize;
use serde::de::DeserializeOwned;
use time::OffsetDateTime;

use super::error::StoreError;

/// A struct that is read by the names of its columns.
macro_rules! row {
    ($vis:vis struct $name:ident { $($column:ident: $kind:ty),+ $(,)? }) => {
        $vis struct $name {
            $($column: $kind),+
        }

        impl<'r, R: sqlx::Row> sqlx::FromRow<'r, R> for $name
        where
            &'static str: sqlx::ColumnIndex<R>,
            String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
            i64: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
        {
            fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
                Ok(Self { $($column: row.try_get(stringify!($column))?),+ })
            }
        }
    };
}
pub(super) use row;

/// Microseconds since the epoch.
pub(super) fn us(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1_000).unwrap_or(i64::MAX)
}

pub(super) fn time(us: i64, column: &'static str) -> Result<OffsetDateTime, StoreError> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(us) * 1_000)
        .map_err(|_| StoreError::Corrupt(column))
}

pub(super) fn maybe_time(
    us: Option<i64>,
    column: &'static str,
) -> Result<Option<OffsetDateTime>, StoreError> {
    us.map(|us| time(us, column)).transpose()
}

pub(super) fn parse<T: std::str::FromStr>(
    text: &str,
    column: &'static str,
) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt(column))
}

/// A value as JSON.
pub(super) fn json<T: Serialize>(value: &T, column: &'static str) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Corrupt(column))
}

pub(super) fn from_json<T: DeserializeOwned>(
    text: &str,
    column: &'static str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Corrupt(column))
}

/// An enum without fields, from its published word.
pub(super) fn from_word<T: DeserializeOwned>(
    word: String,
    column: &'static str,
) -> Result<T, StoreError> {
    serde_json::from_value(word.into()).map_err(|_| StoreError::Corrupt(column))
}
