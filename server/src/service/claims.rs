//! A proof that meets another holder of its name: who keeps it is ruled in the domain, and what
//! follows is saved for both in one transaction.

use app::domain::claim::{Contest, Holder, Ruling};
use app::domain::connection::{Input, Judgement, Verdict};
use app::domain::event::EventType;
use serde_json::json;

use super::check::Move;
use super::told::{contested, event};
use super::{Service, ServiceError};
use crate::store::history::HistoryKind;
use crate::store::save::{ConnectionUpdate, NewHistory};
use crate::store::{Connection, ConnectionId, StoreError};

/// The holder may be saved by its own check at the same moment: then it is looked at again.
const TRIES: usize = 5;

impl Service {
    /// Saves what a look came to; against whoever holds the name, where it was proven.
    pub(super) async fn settle(
        &self,
        connection: Connection,
        looked: Move,
        history: Vec<NewHistory>,
    ) -> Result<Connection, ServiceError> {
        for _ in 0..TRIES {
            let alone = self.looked_at(&connection, looked, &history);
            let holder = match self.save(vec![alone], looked.now).await {
                Err(ServiceError::Store(StoreError::ClaimHeld { holder, .. })) => holder,
                saved => return saved,
            };
            match self.contest(&connection, holder, looked, &history).await {
                Err(ServiceError::Store(
                    StoreError::StaleVersion | StoreError::ClaimHeld { .. },
                )) => {}
                saved => return saved,
            }
        }
        Err(ServiceError::Store(StoreError::StaleVersion))
    }

    async fn contest(
        &self,
        connection: &Connection,
        holder: ConnectionId,
        looked: Move,
        history: &[NewHistory],
    ) -> Result<Connection, ServiceError> {
        let held = self.find(holder).await?;
        let id = held.id.to_string();
        let beside = &held.contest.beside;
        let rival = Holder { id: &id, progress: &held.progress, beside };
        let challenge = &connection.desired.challenge.value;
        let (contest, ruling) =
            connection.contest.clone().against(challenge, rival, looked.now, &self.policy);
        let mut history = history.to_vec();
        let theirs = self.told_to(&held, ruling, &contest, looked);
        if ruling == Ruling::Begins {
            history.push(looked.by().line(HistoryKind::NoticeBegun, json!({})));
        }
        let ours = if ruling.yields() {
            self.looked_at(&heir(connection, &held, looked), looked, &history)
        } else {
            let waiting = Connection { contest, ..connection.clone() };
            self.looked_at(&waiting, looked.with(unproven(looked.input)), &history)
        };
        let saved = self.save(theirs.into_iter().chain([ours]).collect(), looked.now).await?;
        if ruling.yields() {
            tracing::info!(from = %held.id, to = %saved.id, "a hostname changed hands");
        }
        self.hub.changed(held.id);
        Ok(saved)
    }

    /// What becomes of the holder; nothing while it keeps the name and knows all there is.
    fn told_to(
        &self,
        holder: &Connection,
        ruling: Ruling,
        contest: &Contest,
        looked: Move,
    ) -> Option<ConnectionUpdate> {
        let lost = looked.with(Input::LoseClaim);
        let mut update = match ruling {
            Ruling::Keeps | Ruling::Runs => return None,
            Ruling::Begins => ConnectionUpdate::of(holder),
            Ruling::Yields | Ruling::YieldsUntold => {
                let mut update = self.stepped(holder, lost, &[]);
                let after = Connection { progress: update.progress, ..holder.clone() };
                update.events.push(event(&after, EventType::ClaimLost));
                update
            }
        };
        if matches!(ruling, Ruling::Begins | Ruling::YieldsUntold) {
            let (told, line) = contested(holder, contest.ends_at(&self.policy), lost.by());
            update.events.insert(0, told);
            update.history.insert(0, line);
        }
        Some(update)
    }
}

/// The connection that takes the name over. The certificate that the edge has is the name's: its
/// visitors notice nothing.
fn heir(connection: &Connection, holder: &Connection, looked: Move) -> Connection {
    let mut heir = connection.clone();
    if holder.certificate.is_valid_at(looked.now) {
        heir.certificate = holder.certificate.clone();
    }
    heir
}

/// The same look, with the name still another's.
const fn unproven(input: Input) -> Input {
    match input {
        Input::Looked(verdict) => Input::Looked(Verdict { ownership: Judgement::Wrong, ..verdict }),
        Input::Served
        | Input::NotServed
        | Input::Waited
        | Input::Gone
        | Input::Retry
        | Input::Archive
        | Input::Fail(_)
        | Input::LoseClaim => input,
    }
}
