//! Writes that wait for SQLite's one writer, committed together.
//!
//! A commit waits for the disk, and whoever comes meanwhile waits for the commit. So one task takes
//! all that wait, carries out each within a savepoint, commits once, and answers each only then.
//! Postgres commits many at once by itself.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use futures::FutureExt as _;
use tokio::sync::{mpsc, oneshot};
use tokio_util::task::TaskTracker;

use super::engine::{Pool, Tx, on};
use super::error::StoreError;

/// The most that are committed together: those behind them wait no longer than for that.
const MOST: usize = 64;
/// So many may wait before others wait to be let in.
const WAITING: usize = 1024;

/// What is done within a transaction, wholly or not at all. It may be done twice, when what it
/// was done together with could not be committed.
pub(super) trait Command: Send + 'static {
    type Made: Send + 'static;

    fn run(&self, tx: &mut Tx) -> impl Future<Output = Result<Self::Made, StoreError>> + Send;
}

/// The way to the task.
#[derive(Clone, Debug)]
pub(super) struct Group {
    queue: mpsc::Sender<Box<dyn Work>>,
}

/// Carries out one command in a transaction of its own.
pub(super) async fn alone<C: Command>(pool: &Pool, command: &C) -> Result<C::Made, StoreError> {
    let mut tx = pool.begin().await?;
    match command.run(&mut tx).await {
        Ok(made) => tx.commit().await.map(|()| made),
        Err(error) => {
            // Others wait for its locks; and its own reason says more than what became of it.
            let _ = tx.rollback().await;
            Err(error)
        }
    }
}

impl Group {
    /// Starts the task; it ends with the last clone of what is returned.
    pub(super) fn start(pool: Pool) -> Self {
        let (queue, waiting) = mpsc::channel(WAITING);
        // What it has begun is finished by closing the pool, which waits for its connection.
        TaskTracker::new().spawn(tend(pool, waiting));
        Self { queue }
    }

    /// Carries out a command together with others; returns when it is on the disk.
    pub(super) async fn run<C: Command>(&self, command: C) -> Result<C::Made, StoreError> {
        let (tell, told) = oneshot::channel();
        let job = Job { command, made: None, tell };
        let gone = || StoreError::Unavailable(sqlx::Error::WorkerCrashed);
        self.queue.send(Box::new(job)).await.map_err(|_| gone())?;
        told.await.map_err(|_| gone())?
    }
}

/// A command of whatever kind.
trait Work: Send {
    /// Carries it out; whether what it wrote may be kept.
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>>;

    /// Tells what came of it: what it made itself, unless the transaction failed.
    fn tell(self: Box<Self>, failed: Option<StoreError>);
}

struct Job<C: Command> {
    command: C,
    made: Option<Result<C::Made, StoreError>>,
    tell: oneshot::Sender<Result<C::Made, StoreError>>,
}

impl<C: Command> Work for Job<C> {
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        Box::pin(async move {
            let made = self.command.run(tx).await;
            let is_good = made.is_ok();
            self.made = Some(made);
            is_good
        })
    }

    fn tell(self: Box<Self>, failed: Option<StoreError>) {
        let Self { made, tell, .. } = *self;
        let answer = match (failed, made) {
            // Its own reason says more than what became of the transaction after it.
            (_, Some(Err(own))) => Err(own),
            (Some(error), _) => Err(error),
            (None, Some(Ok(made))) => Ok(made),
            (None, None) => Err(StoreError::Unavailable(sqlx::Error::WorkerCrashed)),
        };
        // Whoever asked may have gone; what was made stays.
        let _ = tell.send(answer);
    }
}

async fn tend(pool: Pool, mut waiting: mpsc::Receiver<Box<dyn Work>>) {
    let mut works = Vec::with_capacity(MOST);
    while 0 < waiting.recv_many(&mut works, MOST).await {
        let committing = AssertUnwindSafe(commit(&pool, std::mem::take(&mut works)));
        // The queue must outlive whatever goes wrong with one of those in it; they hear of it, since
        // what would have told them is gone, and nothing of theirs is kept.
        if committing.catch_unwind().await.is_err() {
            tracing::error!("a write panicked, and those that it was made with were undone");
        }
    }
}

async fn commit(pool: &Pool, mut works: Vec<Box<dyn Work>>) {
    let tx = match pool.begin().await {
        Ok(tx) => tx,
        Err(error) => {
            tracing::debug!(%error, "nothing could be begun");
            for work in works {
                work.tell(Some(StoreError::Unavailable(sqlx::Error::PoolTimedOut)));
            }
            return;
        }
    };
    match together(tx, &mut works).await {
        Ok(()) => works.into_iter().for_each(|work| work.tell(None)),
        Err(error) if works.len() == 1 => {
            if let Some(work) = works.pop() {
                work.tell(Some(error));
            }
        }
        // One may have spoilt it for all: each gets a transaction, and an error, of its own.
        Err(_) => {
            for mut work in works {
                let failed = by_itself(pool, &mut work).await.err();
                work.tell(failed);
            }
        }
    }
}

async fn by_itself(pool: &Pool, work: &mut Box<dyn Work>) -> Result<(), StoreError> {
    together(pool.begin().await?, std::slice::from_mut(work)).await
}

async fn together(mut tx: Tx, works: &mut [Box<dyn Work>]) -> Result<(), StoreError> {
    match carry_out(&mut tx, works).await {
        Ok(()) => tx.commit().await,
        Err(error) => {
            // SQLite may have undone all by itself, and then there is nothing left to undo; but
            // whoever has the connection next must find it between transactions.
            let _ = tx.say("BEGIN").await;
            tx.rollback().await?;
            Err(error)
        }
    }
}

async fn carry_out(tx: &mut Tx, works: &mut [Box<dyn Work>]) -> Result<(), StoreError> {
    for work in works {
        // Savepoints of one name hide each other: going back undoes the last one's work alone.
        tx.say("SAVEPOINT work").await?;
        if !work.run(tx).await {
            tx.say("ROLLBACK TO work").await?;
        }
    }
    Ok(())
}

impl Tx {
    async fn say(&mut self, sql: &'static str) -> Result<(), StoreError> {
        on!(self, conn => sqlx::query(sql).execute(&mut **conn).await.map(|_| ()))?;
        Ok(())
    }
}
