//! This node's share of the work: taking and giving back buckets, and what is in them.

use std::collections::HashSet;

use app::domain::schedule::{caught_up, next_check};
use time::{Duration, OffsetDateTime};
use tokio::time::Instant;

use super::check::LEASE;
use super::{Service, ServiceError};
use crate::store::leases::Due;
use crate::store::{Connection, ConnectionId, NodeId};

/// How often a node shows itself…
pub const HEARTBEAT: Duration = Duration::seconds(3);
/// … and how long after that it counts as dead, and others take what it held.
pub(super) const PATIENCE: Duration = Duration::seconds(10);
/// While others look at what is watched here, this node leaves it to them for so long.
const AGAIN: Duration = Duration::SECOND;

/// A node for as long as it is seen without a gap, and the buckets that it has yet to read.
pub struct Node {
    id: NodeId,
    seen: Option<Instant>,
    unread: Vec<(u8, Option<OffsetDateTime>)>,
}

impl Default for Node {
    fn default() -> Self {
        Self { id: NodeId::fresh(), seen: None, unread: Vec::new() }
    }
}

impl Node {
    /// Who was not seen for so long may have lost everything to others: it begins anew, under
    /// another name. Of that time the clock must not tell, which may be moved.
    fn renew_if_lapsed(&mut self, service: &Service) {
        let patience = PATIENCE.unsigned_abs();
        if self.seen.is_some_and(|at| patience <= at.elapsed()) {
            service.agenda.keep_only(&[]);
            *self = Self::default();
        }
    }
}

impl Service {
    /// Shows that `node` lives, and takes over what became its share. While the database is
    /// away it looks at nothing new, and after a while owns nothing.
    pub async fn tend(&self, node: &mut Node) -> Result<(), ServiceError> {
        node.renew_if_lapsed(self);
        let begun = Instant::now();
        let share = self.store.tend(node.id, self.clock.now(), PATIENCE).await?;
        node.seen = Some(begun);
        let held: Vec<u8> = share.held.iter().map(|held| held.bucket).collect();
        self.agenda.keep_only(&held);
        // What is watched here stays ours to look at, whosever bucket it is in.
        let watched = self.hub.watched();
        for id in watched.into_iter().filter(|id| !self.agenda.has(*id)) {
            self.remember_due(id, Some(self.clock.now()));
        }
        node.unread.retain(|(bucket, _)| held.contains(bucket));
        node.unread.extend(share.taken);
        if !node.unread.is_empty() {
            self.wake.notify_one();
        }
        Ok(())
    }

    /// Reads one bucket that was taken; whether there are more.
    pub async fn read_bucket(&self, node: &mut Node) -> Result<bool, ServiceError> {
        let Some((bucket, tended_at)) = node.unread.pop() else { return Ok(false) };
        self.agenda.take(bucket);
        let dues = match self.store.due_in(bucket).await {
            Ok(dues) => dues,
            Err(error) => {
                node.unread.push((bucket, tended_at));
                return Err(error.into());
            }
        };
        let now = self.clock.now();
        let away = tended_at.map_or(Duration::MAX, |at| now - at);
        let at =
            |due: Due| (due.id, caught_up(due.at, due.at - due.since, away, due.id.slot(), now));
        self.agenda.fill(dues.into_iter().map(at));
        Ok(!node.unread.is_empty())
    }

    /// Gives everything back at once, so that nobody waits for a node that has left.
    pub async fn leave(&self, node: Node) -> Result<(), ServiceError> {
        self.agenda.keep_only(&[]);
        Ok(self.store.leave(node.id, self.clock.now()).await?)
    }

    /// Takes what is due, at most `limit`: under a lease, but for what is live, which few looks
    /// find changed. What is watched here is due whatever others have planned with it.
    pub async fn claim_due(&self, limit: usize) -> Result<Vec<Connection>, ServiceError> {
        let now = self.clock.now();
        let due = self.agenda.due(now, limit, now + LEASE);
        let (watched, mut rest): (Vec<_>, Vec<_>) =
            due.into_iter().partition(|(id, _)| self.hub.is_watched(*id));
        let ids: Vec<_> = rest.iter().map(|(id, _)| *id).collect();
        // What could not be read is claimed like the rest, or can't be either.
        let mut claimed = self.store.standing(&ids, now).await.unwrap_or_default();
        let stands: HashSet<_> = claimed.iter().map(|connection| connection.id).collect();
        rest.retain(|(id, _)| !stands.contains(id));
        let mut failed = None;
        for (due, by) in [(rest, now), (watched, now + LEASE * 10_000)] {
            match self.claim_some(&due, by, now).await {
                Ok(some) => claimed.extend(some),
                Err(error) => failed = Some(error),
            }
        }
        // What was leased must be looked at, whatever became of the rest.
        failed.filter(|_| claimed.is_empty()).map_or(Ok(claimed), Err)
    }

    async fn claim_some(
        &self,
        due: &[(ConnectionId, OffsetDateTime)],
        by: OffsetDateTime,
        now: OffsetDateTime,
    ) -> Result<Vec<Connection>, ServiceError> {
        let ids: Vec<_> = due.iter().map(|(id, _)| *id).collect();
        let claimed = match self.store.claim(&ids, by, now, LEASE).await {
            Ok(claimed) => claimed,
            Err(error) => {
                // They stay overdue: as soon as the database is back they are asked for again.
                for (id, since) in due {
                    self.remember_due(*id, Some(*since));
                }
                return Err(error.into());
            }
        };
        if claimed.len() < ids.len() {
            let is_claimed = |id: &ConnectionId| claimed.iter().any(|it| it.id == *id);
            let missed: Vec<_> = ids.into_iter().filter(|id| !is_claimed(id)).collect();
            if let Err(error) = self.read_due(&missed, now).await {
                tracing::debug!(%error, "what others have leased is asked for when that is over");
            }
        }
        Ok(claimed)
    }

    /// The connection under a lease, which one that stands gets only once there is news of it;
    /// none when somebody else has leased it meanwhile.
    pub(super) async fn leased(
        &self,
        mut connection: Connection,
    ) -> Result<Option<Connection>, ServiceError> {
        if connection.lease_until.is_some() {
            return Ok(Some(connection));
        }
        let (id, now) = (connection.id, self.clock.now());
        let Some(number) = self.store.take_lease(id, now, LEASE).await? else {
            self.read_due(&[id], now).await?;
            return Ok(None);
        };
        (connection.lease_number, connection.lease_until) = (number, Some(now + LEASE));
        Ok(Some(connection))
    }

    /// Ends a lease that came to nothing: the connection is due as the database tells.
    pub(super) async fn let_go(&self, id: ConnectionId, lease: i64) -> Result<(), ServiceError> {
        self.store.end_lease(id, lease).await?;
        self.read_due(&[id], self.clock.now()).await
    }

    /// What others have leased, moved or ended is asked when it is due.
    async fn read_due(
        &self,
        ids: &[ConnectionId],
        now: OffsetDateTime,
    ) -> Result<(), ServiceError> {
        let dues = self.store.due_of(ids).await?;
        for id in ids {
            let due = dues.iter().find(|due| due.id == *id).map(|due| due.at.max(now));
            let due =
                if self.hub.is_watched(*id) { due.map(|at| at.min(now + AGAIN)) } else { due };
            self.remember_due(*id, due);
        }
        Ok(())
    }

    /// Keeps the memory in step with what is due when.
    pub(super) fn remember_due(&self, id: ConnectionId, due: Option<OffsetDateTime>) {
        self.agenda.note(id, due, self.hub.is_watched(id));
    }

    /// When a connection is due by what the database tells, for this node: what is watched
    /// here is not left to the pace of others.
    pub(super) fn due_here(
        &self,
        id: ConnectionId,
        progress: &app::domain::connection::Progress,
        due: Option<OffsetDateTime>,
    ) -> Option<OffsetDateTime> {
        let now = self.clock.now();
        let watched =
            self.hub.is_watched(id).then(|| next_check(progress, true, None, id.slot(), now));
        due.map(|at| watched.flatten().map_or(at, |soon| at.min(soon)))
    }
}
