//! `fairlead migrate`: brings the database up to date, or says what that would take.

use std::error::Error;

use clap::Args;

use super::say;
use crate::config::Config;
use crate::serve::open_store;
use crate::store::Store;
use crate::store::schema::Schema;

/// What is done.
#[derive(Debug, Args)]
pub(super) struct MigrateArgs {
    /// Only say what would be done.
    #[arg(long)]
    dry_run: bool,
}

pub(super) async fn run(args: &MigrateArgs, config: &Config) -> Result<(), Box<dyn Error>> {
    let schema = Store::schema(&config.database_url).await?;
    if args.dry_run {
        return say(&plan(&schema));
    }
    open_store(config).await?.close().await;
    for (version, name) in &schema.pending {
        say(&format!("applied {version:04} {name}"))?;
    }
    say(&format!("the database is up to date: schema version {}", schema.known))
}

fn plan(schema: &Schema) -> String {
    let found = schema.found.map_or_else(|| "none".to_owned(), |found| found.to_string());
    let mut text =
        format!("schema version of the database: {found}, of this program: {}", schema.known);
    for (version, name) in &schema.pending {
        text = format!("{text}\nto apply: {version:04} {name}");
    }
    if schema.pending.is_empty() {
        text = format!("{text}\nnothing to apply");
    }
    text
}
