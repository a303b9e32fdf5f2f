//! `/v1/domains:check` and `/v1/providers`: what stands at a name, and who may host it.

use app::domain::desired::Kind;
use app::domain::name::{Hostname, OwnerName};
use app::domain::observation::NameServer;
use app::domain::provider::{Provider, ProviderRef};
use app::domain::survey::{CaaSurvey, ExistingRecord};
use app::widget::words::{Lang, WordsContext};
use axum::Json as Answer;
use axum::extract::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::App;
use super::auth::{KeyReader, Writer};
use super::body::Json;
use super::problem::Problem;
use super::views::{FindingView, with_words};
use crate::service::domains::DomainCheck;
use crate::store::connections::SetupType;

/// Which name to look at.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DomainBody {
    /// As the customer typed or pasted it.
    #[schemars(length(min = 1), extend("examples" = ["shop.sandbox.test"]))]
    domain: String,
}

/// What stands at a name.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DomainCheck")]
pub(crate) struct DomainView {
    /// In A-labels.
    hostname: Hostname,
    kind: Kind,
    /// The zone in charge; `null` where none was found.
    zone: Option<OwnerName>,
    /// What was registered, by the registry's rules.
    registrable_domain: Option<OwnerName>,
    /// Below which it was registered.
    public_suffix: Option<OwnerName>,
    /// Who hosts the zone, where that is known.
    provider: Option<ProviderRef>,
    /// The zone's servers.
    nameservers: Vec<OwnerName>,
    /// How the records can get there.
    setup_types: Vec<SetupType>,
    /// What the authorities have at the hostname.
    existing_records: Vec<ExistingRecord>,
    /// What of it must go before the hostname can be connected.
    conflicts: Vec<ExistingRecord>,
    caa: CaaSurvey,
    /// What there is to say of the zone, and of certificates for the name.
    findings: Vec<FindingView>,
}

/// `POST /v1/domains:check`.
pub(crate) async fn check(
    State(app): State<App>,
    Writer(caller): Writer,
    Json(body): Json<DomainBody>,
) -> Result<Answer<DomainView>, Problem> {
    Ok(Answer(shown(app.service.check_domain(&caller, &body.domain).await?)))
}

fn shown(check: DomainCheck) -> DomainView {
    let zone = check.delegation.zone();
    let provider = zone.and_then(Provider::of);
    let words = WordsContext {
        lang: Lang::default(),
        provider,
        zone: zone.map(|zone| &zone.apex),
        tenant: None,
    };
    let findings = check.findings.iter().map(|finding| with_words(finding, &words)).collect();
    let names = |servers: &[NameServer]| servers.iter().map(|it| it.name.clone()).collect();
    DomainView {
        findings,
        provider: provider.map(ProviderRef::from),
        nameservers: zone.map(|zone| names(&zone.servers)).unwrap_or_default(),
        zone: zone.map(|zone| zone.apex.clone()),
        hostname: check.hostname,
        kind: check.kind,
        registrable_domain: check.registrable_domain,
        public_suffix: check.public_suffix,
        setup_types: vec![SetupType::Manual],
        existing_records: check.existing,
        conflicts: check.conflicts,
        caa: check.caa,
    }
}

/// The DNS hosts that are known.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Providers")]
pub(crate) struct ProvidersView {
    data: Vec<Provider>,
}

/// `GET /v1/providers`.
pub(crate) async fn providers(_: KeyReader) -> Answer<ProvidersView> {
    Answer(ProvidersView { data: Provider::all().copied().collect() })
}
