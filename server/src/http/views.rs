//! Connections and findings as the API shows them.

use app::domain::certificate::Certificate;
use app::domain::connection::{Axis, AxisStatus, ErrorCode, Lifecycle, State};
use app::domain::desired::{DesiredRecord, Kind};
use app::domain::diagnosis::ObservedRecord;
use app::domain::finding::{Actor, Evidence, Finding, RecordRef, Severity};
use app::domain::name::{Hostname, OwnerName};
use app::domain::provider::ProviderRef;
use app::widget::words::{self, WordsContext};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::App;
use super::applications::rfc3339;
use crate::store::connections::SetupType;
use crate::store::{ApplicationId, Connection, ConnectionId, Environment};

/// One hostname of one customer.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Connection")]
pub(crate) struct ConnectionView {
    id: ConnectionId,
    application_id: ApplicationId,
    environment: Environment,
    /// In A-labels.
    hostname: Hostname,
    /// In U-labels.
    display_hostname: String,
    kind: Kind,
    setup_type: SetupType,
    state: State,
    lifecycle: Lifecycle,
    checks: ChecksView,
    provider: Option<ProviderRef>,
    batch_id: Option<String>,
    /// The tenant's own id of its customer.
    reference: Option<String>,
    /// Opaque to us.
    metadata: Map<String, Value>,
    ownership_challenge: ChallengeView,
    /// What the customer is to publish.
    desired_records: Vec<DesiredRecord>,
    /// The same, each with what became of it.
    observed_records: Vec<ObservedRecord>,
    /// What there is to say, the most useful first.
    findings: Vec<FindingView>,
    certificate: Certificate,
    /// How far taking the name over is; `null` for one that was not made for that.
    transfer: Option<TransferView>,
    /// Why it ended, or what it waits for.
    error_code: Option<ErrorCode>,
    #[schemars(extend("format" = "date-time"))]
    first_live_at: Option<String>,
    #[schemars(extend("format" = "date-time"))]
    created_at: String,
    #[schemars(extend("format" = "date-time"))]
    updated_at: String,
    #[schemars(extend("format" = "date-time"))]
    last_checked_at: Option<String>,
    #[schemars(extend("format" = "date-time"))]
    next_check_at: Option<String>,
    /// Rises with each change.
    version: i64,
}

/// How far taking a name over is.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Transfer")]
pub(crate) struct TransferView {
    /// When its holder was told.
    #[schemars(extend("format" = "date-time"))]
    notice_begun_at: Option<String>,
    /// When the name goes over, if the proof stands.
    #[schemars(extend("format" = "date-time"))]
    notice_ends_at: Option<String>,
}

/// What is followed, each for itself.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Checks")]
pub(crate) struct ChecksView {
    ownership: AxisView,
    routing: AxisView,
    certificate: AxisView,
    serving: AxisView,
}

/// How one of them stands.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Check")]
pub(crate) struct AxisView {
    status: AxisStatus,
    #[schemars(extend("format" = "date-time"))]
    since: String,
    #[schemars(extend("format" = "date-time"))]
    next_check_at: Option<String>,
}

/// The proof that a customer is asked for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "OwnershipChallenge")]
pub(crate) struct ChallengeView {
    name: OwnerName,
    #[serde(rename = "type")]
    #[schemars(extend("enum" = ["TXT"]))]
    rtype: &'static str,
    value: String,
}

/// One thing to say of a domain.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub(crate) struct FindingView {
    /// What it is; each code has its row in `docs/findings.md`.
    code: &'static str,
    severity: Severity,
    /// Who must do something about it.
    actor: Actor,
    /// The record it is about; left out when it is about the whole zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<RecordRef>,
    /// Its particulars.
    params: Map<String, Value>,
    /// What was seen.
    evidence: Vec<Evidence>,
    text: TextView,
}

/// The finding in words.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "FindingText")]
pub(crate) struct TextView {
    title: String,
    why: String,
    fix: String,
}

/// A connection as the API shows it.
pub(crate) fn shown(connection: &Connection, app: &App) -> ConnectionView {
    let now = app.service.clock.now();
    let progress = &connection.progress;
    let axis = |axis: Axis| AxisView {
        status: axis.status,
        since: rfc3339(axis.since),
        next_check_at: connection.next_check_at.map(rfc3339),
    };
    ConnectionView {
        id: connection.id,
        application_id: connection.application_id,
        environment: connection.environment,
        hostname: connection.hostname.clone(),
        display_hostname: connection.display_hostname.clone(),
        kind: connection.desired.kind,
        setup_type: connection.setup_type,
        state: connection.shown_state(now),
        lifecycle: progress.lifecycle,
        checks: ChecksView {
            ownership: axis(progress.axes.ownership),
            routing: axis(progress.axes.routing),
            certificate: axis(progress.axes.certificate),
            serving: axis(progress.axes.serving),
        },
        provider: connection.provider.clone(),
        batch_id: connection.batch_id.clone(),
        reference: connection.reference.clone(),
        metadata: connection.metadata.as_object().cloned().unwrap_or_default(),
        ownership_challenge: ChallengeView {
            name: connection.desired.challenge.name.clone(),
            rtype: "TXT",
            value: connection.desired.challenge.value.clone(),
        },
        desired_records: connection.desired.records(),
        observed_records: connection.observed.clone(),
        findings: told(connection),
        certificate: connection.certificate.clone(),
        transfer: transfer(connection, app),
        error_code: progress.error,
        first_live_at: progress.first_live_at.map(rfc3339),
        created_at: rfc3339(connection.created_at),
        updated_at: rfc3339(connection.updated_at),
        last_checked_at: connection.last_checked_at.map(rfc3339),
        next_check_at: connection.next_check_at.map(rfc3339),
        version: connection.version,
    }
}

fn transfer(connection: &Connection, app: &App) -> Option<TransferView> {
    let contest = &connection.contest;
    contest.transfer.then(|| TransferView {
        notice_begun_at: contest.notice.as_ref().map(|notice| rfc3339(notice.begun_at)),
        notice_ends_at: contest.ends_at(&app.service.policy).map(rfc3339),
    })
}

/// The findings, each with its words.
pub(crate) fn told(connection: &Connection) -> Vec<FindingView> {
    let to = super::widget::words_for(connection);
    connection.findings.iter().map(|finding| with_words(finding, &to)).collect()
}

/// A finding with its words.
pub(crate) fn with_words(finding: &Finding, to: &WordsContext<'_>) -> FindingView {
    let text = words::finding_text(finding, to);
    // A cause without particulars has no field for them.
    let params = json!(finding.cause)["params"].as_object().cloned().unwrap_or_default();
    FindingView {
        code: finding.cause.code(),
        severity: finding.severity,
        actor: finding.actor,
        record: finding.record.clone(),
        params,
        evidence: finding.evidence.clone(),
        text: TextView { title: text.title, why: text.why, fix: text.fix },
    }
}
