//! The command line: settings from flags and environment, one function for each command.

mod check;
mod doctor;
mod migrate;
mod settings;
mod terminal;

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use app::domain::desired::RecordTemplate;
use app::domain::origin::Origin;
use app::domain::quota::PlanId;
use clap::{Args, Parser, Subcommand};
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};

use self::check::CheckArgs;
use self::doctor::DoctorArgs;
use self::migrate::MigrateArgs;
use self::settings::SettingFlags;
use crate::clock::Clock;
use crate::config::{Config, Mode};
use crate::dns::{Dns, DnsConfig};
use crate::edge::assertion::AssertionKeys;
use crate::net::AddressRules;
use crate::probe::{Probe, ProbeConfig};
use crate::seal::Seal;
use crate::serve::{open_store, start};
use crate::service::applications::ApplicationChange;
use crate::service::billing::NoBilling;
use crate::service::caller::KeyScope;
use crate::service::sessions::TokenKeys;
use crate::service::{Parts, Service, ServiceError, Settings};
use crate::store::allowances::Decision;
use crate::store::{ApplicationId, Environment, Store, TenantId};
use crate::telemetry;
use crate::webhooks::{Sender, SenderConfig};

/// Connect your own domain.
#[derive(Debug, Parser)]
#[command(name = "fairlead", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: SettingFlags,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Look at a domain, and say what is wrong with it: needs no server and no database.
    Check(CheckArgs),
    /// Look at everything that the server needs, and say what to do.
    Doctor(DoctorArgs),
    #[command(flatten)]
    Server(ServerCommand),
}

/// What needs a server's settings.
#[derive(Debug, Subcommand)]
enum ServerCommand {
    /// Run the server until it is told to stop.
    Serve,
    /// Bring the database up to date.
    Migrate(MigrateArgs),
    /// Manage tenants.
    #[command(subcommand)]
    Tenant(TenantCommand),
    /// Manage applications.
    #[command(subcommand)]
    Application(ApplicationCommand),
    /// Manage API keys.
    #[command(subcommand)]
    Key(KeyCommand),
    /// Do what the law grants the customers of tenants.
    #[command(subcommand)]
    Customer(CustomerCommand),
    /// Decide on the names that a person must look at first.
    #[command(subcommand)]
    Domain(DomainCommand),
}

#[derive(Debug, Subcommand)]
enum TenantCommand {
    /// Make a tenant with its first application and that one's first key.
    Create(NewApplication),
    /// Put a tenant on a plan.
    Plan {
        /// The tenant's id.
        #[arg(long)]
        tenant: TenantId,
        /// The plan's id, as PLANS lists it.
        #[arg(long)]
        plan: PlanId,
        /// In the test environment instead of the live one.
        #[arg(long)]
        test: bool,
    },
}

#[derive(Debug, Subcommand)]
enum ApplicationCommand {
    /// Make another application for a tenant.
    Create {
        /// The tenant's id.
        #[arg(long)]
        tenant: TenantId,
        #[command(flatten)]
        application: NewApplication,
    },
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    /// Make a key with every scope for an application.
    Create {
        /// The application's id.
        #[arg(long)]
        application: ApplicationId,
        /// What people call it.
        #[arg(long, default_value = "made on the command line")]
        name: String,
    },
}

#[derive(Debug, Subcommand)]
enum CustomerCommand {
    /// Archive a customer's connections, and forget the customer.
    Erase {
        /// The application's id.
        #[arg(long)]
        application: ApplicationId,
        /// The tenant's own id of its customer.
        #[arg(long)]
        reference: String,
    },
}

#[derive(Debug, Subcommand)]
enum DomainCommand {
    /// Let an application connect a name from now on, whatever `HIGH_RISK_DOMAINS` says of it.
    Allow {
        /// The name, and it alone: not those below it.
        hostname: String,
        /// The application's id.
        #[arg(long)]
        application: ApplicationId,
        /// Take that back.
        #[arg(long)]
        revoke: bool,
    },
}

#[derive(Debug, Args)]
struct NewApplication {
    /// What people call it.
    #[arg(long)]
    name: String,
    /// The name that customers' CNAME records lead to.
    #[arg(long)]
    cname_target: String,
    /// An address that customers' apex domains lead to; may be given several times.
    #[arg(long = "address")]
    addresses: Vec<String>,
    /// A page that may embed the widget, such as <https://app.example.com>; several times.
    #[arg(long = "allowed-origin")]
    allowed_origins: Vec<Origin>,
    /// Where the edge sends visitors, such as <https://origin.example.com>.
    #[arg(long)]
    origin: Option<Origin>,
    /// For trying out: a test key, and no visitor at an edge for customers.
    #[arg(long)]
    test: bool,
}

/// Carries out a command.
pub fn run(cli: Cli) -> Result<ExitCode, Box<dyn Error>> {
    let settings = cli.settings.into_map();
    let lookup = |name: &str| settings.get(name).cloned();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match cli.command {
        // The other settings are a server's: whoever only looks need not have them.
        Command::Check(args) => Ok(runtime.block_on(check::run(args, lookup))),
        Command::Doctor(args) => runtime.block_on(doctor::run(args, lookup)),
        Command::Server(command) => {
            let config = Config::read(lookup)?;
            let telemetry = telemetry::begin(&config, runtime.handle())?;
            let done = runtime.block_on(carry_out(command, config));
            runtime.block_on(telemetry.end());
            done?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn carry_out(command: ServerCommand, config: Config) -> Result<(), Box<dyn Error>> {
    match command {
        ServerCommand::Serve => serve(config).await,
        ServerCommand::Migrate(args) => migrate::run(&args, &config).await,
        ServerCommand::Tenant(TenantCommand::Create(new)) => create_tenant(&config, new).await,
        ServerCommand::Tenant(TenantCommand::Plan { tenant, plan, test }) => {
            let environment = if test { Environment::Test } else { Environment::Live };
            let service = offline(&config).await?;
            service.put_on_plan(tenant, environment, &plan).await.map_err(tell)?;
            say(&json!({ "tenant_id": tenant, "environment": environment, "plan": plan }))
        }
        ServerCommand::Application(ApplicationCommand::Create { tenant, application }) => {
            create_application(&config, tenant, application).await
        }
        ServerCommand::Key(KeyCommand::Create { application, name }) => {
            create_key(&config, application, &name).await
        }
        ServerCommand::Customer(CustomerCommand::Erase { application, reference }) => {
            erase_customer(&config, application, &reference).await
        }
        ServerCommand::Domain(DomainCommand::Allow { hostname, application, revoke }) => {
            let decision = if revoke { Decision::Revoke } else { Decision::Allow };
            decide(&config, application, &hostname, decision).await
        }
    }
}

/// Tells what went wrong, with its causes.
pub fn report(error: &dyn Error) {
    let mut text = format!("fairlead: {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    // Nothing is left to do when even that can't be told.
    let _ = writeln!(std::io::stderr(), "{text}");
}

async fn serve(config: Config) -> Result<(), Box<dyn Error>> {
    let mode = config.mode;
    let running = start(config, Clock::default()).await?;
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    say(&json!({
        "ready": true,
        "listen": running.listen.to_string(),
        "internal": running.internal.to_string(),
        "public_url": running.public_url,
    }))?;
    if let Some(demo) = &running.demo_url {
        let text = format!(
            "\n  Fairlead's sandbox is running. Open\n\n      {demo}\n\n  Ctrl-C stops it.\n"
        );
        let _ = writeln!(std::io::stderr(), "{text}");
    }
    tracing::info!(mode = mode.as_str(), listen = %running.listen, "serving");
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}

async fn create_tenant(config: &Config, new: NewApplication) -> Result<(), Box<dyn Error>> {
    let service = offline(config).await?;
    let environment = new.environment();
    let name = new.name.clone();
    let made = service.create_tenant(&name, environment, new.change()?, None).await;
    let (application, secret) = made.map_err(tell)?;
    say(&json!({
        "tenant_id": application.tenant_id,
        "application_id": application.id,
        "api_key": secret,
    }))
}

async fn create_application(
    config: &Config,
    tenant: TenantId,
    new: NewApplication,
) -> Result<(), Box<dyn Error>> {
    let service = offline(config).await?;
    if service.store.find_tenant(tenant).await?.is_none() {
        return Err(format!("there is no tenant {tenant}").into());
    }
    let environment = new.environment();
    let application =
        service.new_application(tenant, environment, new.change()?).await.map_err(tell)?;
    let (_, secret) =
        service.new_key(&application, "first key", &KeyScope::ALL, None).await.map_err(tell)?;
    say(&json!({ "application_id": application.id, "api_key": secret }))
}

async fn create_key(
    config: &Config,
    application: ApplicationId,
    name: &str,
) -> Result<(), Box<dyn Error>> {
    let service = offline(config).await?;
    let found = service.store.find_application(application).await?;
    let application = found.ok_or_else(|| format!("there is no application {application}"))?;
    let (key, secret) =
        service.new_key(&application, name, &KeyScope::ALL, None).await.map_err(tell)?;
    say(&json!({ "key_id": key.id, "api_key": secret }))
}

async fn erase_customer(
    config: &Config,
    application: ApplicationId,
    reference: &str,
) -> Result<(), Box<dyn Error>> {
    let service = offline(config).await?;
    if service.store.find_application(application).await?.is_none() {
        return Err(format!("there is no application {application}").into());
    }
    let erased = service.erase_customer(application, reference).await.map_err(tell)?;
    service.store.close().await;
    say(&json!({
        "connections": erased.connections,
        "history": erased.history,
        "events": erased.events,
        "shares": erased.shares,
        "tokens": erased.tokens,
        "allowances": erased.allowances,
    }))
}

async fn decide(
    config: &Config,
    application: ApplicationId,
    hostname: &str,
    decision: Decision,
) -> Result<(), Box<dyn Error>> {
    let service = offline(config).await?;
    if service.store.find_application(application).await?.is_none() {
        return Err(format!("there is no application {application}").into());
    }
    let decided = service.decide(application, hostname, decision).await.map_err(tell)?;
    service.store.close().await;
    say(&json!({
        "hostname": decided.hostname,
        "application_id": application,
        "allowed": decision == Decision::Allow,
        "changed": decided.changed,
        // A name that nobody need look at may be allowed as well: it may come onto the list.
        "high_risk": decided.risk.is_some(),
        "risk": decided.risk,
        "connections": decided.connections,
    }))
}

fn tell(error: ServiceError) -> Box<dyn Error> {
    error.into()
}

impl NewApplication {
    const fn environment(&self) -> Environment {
        if self.test { Environment::Test } else { Environment::Live }
    }

    fn change(self) -> Result<ApplicationChange, Box<dyn Error>> {
        let mut template =
            RecordTemplate { cname_target: self.cname_target.parse()?, a: vec![], aaaa: vec![] };
        for text in &self.addresses {
            let range: app::domain::desired::Cidr = text.parse()?;
            let pool = if range.network().is_ipv4() { &mut template.a } else { &mut template.aaaa };
            pool.push(range);
        }
        Ok(ApplicationChange {
            name: Some(self.name),
            allowed_origins: Some(self.allowed_origins),
            origin: self.origin,
            record_template: Some(template),
            branding: None,
        })
    }
}

/// The use cases over the database alone: nobody is asked, nothing listens.
async fn offline(config: &Config) -> Result<Service, Box<dyn Error>> {
    let store: Store = open_store(config).await?;
    let clock = Clock::default();
    let rules = AddressRules::public();
    let nobody = DnsConfig { resolvers: vec![], root_hints: vec![], port: 53, rules };
    Ok(Service::new(Parts {
        store,
        dns: Dns::new(nobody, clock.clone())?,
        probe: Probe::new(ProbeConfig::default())?,
        edge: None,
        certificates: None,
        clock,
        tokens: TokenKeys::new(&config.token_secrets),
        assertions: AssertionKeys::new(&config.token_secrets),
        seal: Seal::new(&config.credential_keys),
        sender: Sender::new(SenderConfig { rules, roots: Vec::new() })?,
        policy: config.policy,
        settings: Settings {
            public_url: config.public_url.clone().unwrap_or_default(),
            issuers: config.issuers.clone(),
            sandbox: config.mode == Mode::Sandbox,
            high_risk: config.high_risk.clone(),
            plans: config.plans.clone(),
            support_url: config.support_url.clone(),
            caches: config.caches.clone(),
            domain_connect: config.domain_connect.clone(),
            acme_zone: None,
        },
        billing: Arc::new(NoBilling),
    }))
}

/// One line on standard output: what other programs read.
fn say(text: &impl std::fmt::Display) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()?;
    Ok(())
}
