//! Plans, what they have room for, and which steps give a place back.
//!
//! A place is taken at creation. What ended makes room among the active ones; what ended without
//! ever having been proven also makes room in the month in which it was created. Nothing else
//! asks for room: a domain that is connected never stops for its plan.

mod counter;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use counter::{Counter, Period, PeriodError};

use super::connection::Progress;

/// What a plan is called by machines: 1 to 64 of `a-z`, `0-9`, `-` and `_`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlanId(String);

/// A text that names no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a plan's id has 1 to 64 of a-z, 0-9, - and _")]
pub struct PlanIdError;

impl PlanId {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PlanId {
    type Err = PlanIdError;

    fn from_str(text: &str) -> Result<Self, PlanIdError> {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b);
        let good = (1..=64).contains(&text.len()) && text.bytes().all(fits);
        good.then(|| Self(text.to_owned())).ok_or(PlanIdError)
    }
}

impl TryFrom<String> for PlanId {
    type Error = PlanIdError;

    fn try_from(text: String) -> Result<Self, PlanIdError> {
        text.parse()
    }
}

impl From<PlanId> for String {
    fn from(id: PlanId) -> Self {
        id.0
    }
}

impl fmt::Display for PlanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a plan limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Connections that have not ended.
    ActiveConnections,
    /// Connections created in one calendar month, without those that ended unproven.
    NewConnectionsPerMonth,
}

impl Limit {
    /// Every limit, in the order in which they are asked.
    pub const ALL: [Self; 2] = [Self::ActiveConnections, Self::NewConnectionsPerMonth];

    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ActiveConnections => "active_connections",
            Self::NewConnectionsPerMonth => "new_connections_per_month",
        }
    }
}

/// How much of each a plan allows; `None` is without limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Of [`Limit::ActiveConnections`].
    pub active_connections: Option<u64>,
    /// Of [`Limit::NewConnectionsPerMonth`].
    pub new_connections_per_month: Option<u64>,
}

/// How often each was counted.
pub type Counts = BTreeMap<Counter, i64>;

/// How much of each is in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Used {
    /// Of [`Limit::ActiveConnections`].
    pub active_connections: u64,
    /// Of [`Limit::NewConnectionsPerMonth`].
    pub new_connections_per_month: u64,
}

impl Used {
    /// What follows from what was counted: of no month, and of this one.
    #[must_use]
    pub fn counted(standing: &Counts, month: &Counts) -> Self {
        let of = |counts: &Counts, counter| counts.get(&counter).copied().unwrap_or_default();
        let places = |n: i64| u64::try_from(n).unwrap_or_default();
        Self {
            active_connections: places(of(standing, Counter::Active)),
            new_connections_per_month: places(
                of(month, Counter::ConnectionsCreated) - of(month, Counter::ConnectionsReturned),
            ),
        }
    }

    /// How much of `limit` is in use.
    #[must_use]
    pub const fn of(&self, limit: Limit) -> u64 {
        match limit {
            Limit::ActiveConnections => self.active_connections,
            Limit::NewConnectionsPerMonth => self.new_connections_per_month,
        }
    }
}

/// There is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} of {} {} are in use", .used, .max, .limit.as_str())]
pub struct Exceeded {
    /// Of what.
    pub limit: Limit,
    /// How many the plan allows.
    pub max: u64,
    /// How many there are.
    pub used: u64,
}

impl Limits {
    /// How much of `limit` there may be.
    #[must_use]
    pub const fn of(&self, limit: Limit) -> Option<u64> {
        match limit {
            Limit::ActiveConnections => self.active_connections,
            Limit::NewConnectionsPerMonth => self.new_connections_per_month,
        }
    }

    /// Whether there is none: nobody needs to count before something is created.
    #[must_use]
    pub fn are_none(&self) -> bool {
        Limit::ALL.iter().all(|limit| self.of(*limit).is_none())
    }

    /// Whether one more connection may be created.
    pub fn room(&self, used: &Used) -> Result<(), Exceeded> {
        let mut full = Limit::ALL.into_iter().filter_map(|limit| self.excess(limit, used, 1));
        full.next().map_or(Ok(()), Err)
    }

    /// What is in use beyond what is allowed, as after a switch to a smaller plan.
    #[must_use]
    pub fn over(&self, used: &Used) -> Vec<Exceeded> {
        Limit::ALL.into_iter().filter_map(|limit| self.excess(limit, used, 0)).collect()
    }

    fn excess(&self, limit: Limit, used: &Used, more: u64) -> Option<Exceeded> {
        let (max, used) = (self.of(limit)?, used.of(limit));
        (max < used.saturating_add(more)).then_some(Exceeded { limit, max, used })
    }
}

/// What a tenant pays for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// For machines.
    pub id: PlanId,
    /// For people.
    pub name: String,
    /// What it costs, in the operator's words.
    pub price: Option<String>,
    /// Where more is to be had.
    pub upgrade_url: Option<String>,
    /// Whether a tenant may switch to it by itself.
    pub self_service: bool,
    /// What it allows.
    pub limits: Limits,
}

/// The operator's plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plans {
    default: Plan,
    others: Vec<Plan>,
}

impl Default for Plans {
    /// One plan, without limits.
    fn default() -> Self {
        let id = PlanId("unlimited".to_owned());
        Self::new(Plan {
            id,
            name: "Unlimited".to_owned(),
            price: None,
            upgrade_url: None,
            self_service: true,
            limits: Limits::default(),
        })
    }
}

impl Plans {
    /// The plan of whoever chose none.
    #[must_use]
    pub const fn new(default: Plan) -> Self {
        Self { default, others: Vec::new() }
    }

    /// Adds a plan, unless there is one with its id.
    #[must_use]
    pub fn with(mut self, plan: Plan) -> Self {
        if self.find(&plan.id).is_none() {
            self.others.push(plan);
        }
        self
    }

    /// Every plan, the default first.
    pub fn all(&self) -> impl Iterator<Item = &Plan> {
        std::iter::once(&self.default).chain(&self.others)
    }

    /// The plan with this id.
    #[must_use]
    pub fn find(&self, id: &PlanId) -> Option<&Plan> {
        self.all().find(|plan| plan.id == *id)
    }

    /// The plan of somebody who chose `id`. One that the operator has taken away is like none.
    #[must_use]
    pub fn of(&self, id: Option<&PlanId>) -> &Plan {
        id.and_then(|id| self.find(id)).unwrap_or(&self.default)
    }

    /// Whether this is the plan of whoever chose none.
    #[must_use]
    pub fn is_default(&self, plan: &Plan) -> bool {
        plan.id == self.default.id
    }
}

/// What a step gives back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GivenBack {
    /// A place among the active ones.
    pub active: bool,
    /// A place in the month of its creation.
    pub new: bool,
}

/// What the step from `before` to `after` gives back: all that ends makes room, once.
#[must_use]
pub fn given_back(before: &Progress, after: &Progress) -> GivenBack {
    let ends = !before.state().is_final() && after.state().is_final();
    GivenBack { active: ends, new: ends && after.proven_at.is_none() }
}
