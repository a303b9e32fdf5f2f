//! The table beside a map that keeps every name as it is.

use app::domain::gate::Open;
use proptest::collection::vec;
use proptest::prelude::*;
use time::macros::datetime;
use uuid::Uuid;

use super::*;

const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

/// What the index must be like: a map of names.
#[derive(Default)]
struct Model {
    names: HashMap<String, Known>,
    origins: HashMap<ApplicationId, Option<Origin>>,
}

impl Model {
    fn put(&mut self, name: &str, known: Known) {
        let held = self.names.get(name).is_some_and(|before| {
            before.connection != known.connection
                && before.gate.open.is_ok()
                && known.gate.open.is_err()
        });
        if !held {
            self.names.insert(name.to_owned(), known);
        }
    }

    fn entry(&self, name: &str) -> Option<Entry> {
        let Known { connection, application, gate } = *self.names.get(name)?;
        let origin = self.origins.get(&application).cloned().flatten();
        Some(Entry { connection, application, origin, gate })
    }
}

#[derive(Clone, Debug)]
enum Step {
    Refresh(Vec<(u16, Known)>),
    Gather(Vec<(u16, Known)>),
    Settle,
    Attempt(u16, bool),
    Lead(u8, u8),
}

fn name(nth: u16) -> String {
    format!("n{nth}.example")
}

fn application(nth: u8) -> ApplicationId {
    ApplicationId(Uuid::from_u128(u128::from(nth)))
}

fn seconds() -> impl Strategy<Value = Option<OffsetDateTime>> {
    let at = |second: i64| NOW + Duration::seconds(second);
    proptest::option::of((-1200_i64..1200).prop_map(at))
}

fn known() -> impl Strategy<Value = Known> {
    let open = prop_oneof![
        Just(Ok(Open::Always)),
        (-10_000_000_i64..10_000_000)
            .prop_map(|us| Ok(Open::Until(NOW + Duration::microseconds(us)))),
        Just(Err(Denial::Ended)),
        Just(Err(Denial::NotVerified)),
    ];
    let last_at = (0_i64..9_000_000).prop_map(|us| NOW - Duration::microseconds(us));
    let attempts = prop_oneof![
        Just(Attempts::default()),
        (1_u32..9, last_at).prop_map(|(count, at)| Attempts { count, last_at: Some(at) }),
    ];
    let facts = (open, seconds(), seconds(), any::<bool>(), attempts);
    (0_u128..40, 0_u8..4, facts).prop_map(
        |(id, owner, (open, valid_until, observed_at, refused, attempts))| Known {
            connection: ConnectionId(Uuid::from_u128(id)),
            application: application(owner),
            gate: Gate { open, valid_until, observed_at, refused, attempts },
        },
    )
}

/// A connection has one name: its id says which.
fn rows() -> impl Strategy<Value = Vec<(u16, Known)>> {
    vec(known(), 0..20).prop_map(|all| {
        let named =
            |known: Known| (u16::try_from(known.connection.0.as_u128() / 3).unwrap(), known);
        all.into_iter().map(named).collect()
    })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        rows().prop_map(Step::Refresh),
        rows().prop_map(Step::Gather),
        Just(Step::Settle),
        (0_u16..14, any::<bool>()).prop_map(|(nth, fair)| Step::Attempt(nth, fair)),
        (0_u8..4, 0_u8..3).prop_map(|(owner, origin)| Step::Lead(owner, origin)),
    ]
}

fn named(rows: &[(u16, Known)]) -> Vec<(String, Known)> {
    rows.iter().map(|(nth, known)| (name(*nth), *known)).collect()
}

fn lent(rows: &[(String, Known)]) -> impl Iterator<Item = (&str, Known)> {
    rows.iter().map(|(name, known)| (name.as_str(), *known))
}

fn run(index: &AskIndex, model: &mut Model, step: Step) {
    match step {
        Step::Refresh(rows) => {
            let rows = named(&rows);
            // What was gathered comes first, as the model has it.
            index.settle(NOW);
            index.refresh(lent(&rows), NOW);
            for (name, known) in &rows {
                model.put(name, *known);
            }
        }
        Step::Gather(rows) => {
            let rows = named(&rows);
            index.gather(lent(&rows));
            for (name, known) in &rows {
                model.put(name, *known);
            }
        }
        Step::Settle => index.settle(NOW),
        Step::Attempt(nth, is_fair) => {
            index.settle(NOW);
            let entry = model.names.get_mut(&name(nth));
            let seen = entry.as_ref().map(|known| known.gate.attempts).unwrap_or_default();
            let before = if is_fair { seen } else { Attempts { count: 77, last_at: None } };
            let granted = index.note_attempt(&name(nth), before, NOW);
            assert_eq!(granted, entry.is_some() && is_fair);
            if let Some(known) = entry.filter(|_| is_fair) {
                known.gate.attempts = Attempts { count: seen.count + 1, last_at: Some(NOW) };
            }
        }
        Step::Lead(owner, origin) => {
            let origin =
                (0 < origin).then(|| format!("https://o{origin}.example").parse().unwrap());
            index.lead(application(owner), origin.clone());
            model.origins.insert(application(owner), origin);
        }
    }
}

proptest! {
    #[test]
    fn the_table_answers_like_a_map_of_names(steps in vec(step(), 1..30)) {
        let (index, mut model) = (AskIndex::default(), Model::default());
        for step in steps {
            run(&index, &mut model, step);
        }
        index.settle(NOW);
        prop_assert_eq!(index.len(), model.names.len());
        for nth in 0..20 {
            let name = name(nth);
            prop_assert_eq!(index.find(&name), model.entry(&name));
            for later in [0, 1, 599, 600, 1300, 100_000] {
                let at = NOW + Duration::seconds(later);
                let wanted = model.names.get(&name);
                let wanted = wanted.map_or(Pass::Deny(Denial::UnknownName), |it| it.gate.pass(at));
                let old = later == 100_000 && wanted == Pass::Attempt;
                let wanted = if old { Pass::Deny(Denial::NotObserved) } else { wanted };
                prop_assert_eq!(index.pass(&name, at), wanted);
            }
        }
        for owner in 0..4 {
            let told = model.origins.contains_key(&application(owner));
            prop_assert_eq!(index.leads(application(owner)), told);
        }
    }
}

fn served(nth: u32) -> Known {
    Known {
        connection: ConnectionId(Uuid::from_u128(nth.into())),
        application: application(1),
        gate: Gate {
            open: Ok(Open::Always),
            valid_until: Some(NOW + Duration::DAY),
            observed_at: None,
            refused: false,
            attempts: Attempts::default(),
        },
    }
}

/// Enough names that the table is sorted anew while they come, by refreshing as by gathering.
#[test]
fn many_names_are_answered_wherever_they_stand_and_no_others() {
    const MANY: u32 = 20_000;
    let name = |nth: u32| format!("shop-{nth}.example");
    let (refreshed, gathered) = (AskIndex::default(), AskIndex::default());
    for nth in 0..MANY {
        refreshed.refresh([(name(nth).as_str(), served(nth))], NOW);
        gathered.gather([(name(nth).as_str(), served(nth))]);
    }
    assert_eq!(gathered.pass(&name(1), NOW), Pass::Deny(Denial::UnknownName));
    gathered.settle(NOW);
    for index in [&refreshed, &gathered] {
        assert_eq!(index.len(), MANY as usize);
        for nth in 0..MANY {
            assert_eq!(index.find(&name(nth)).unwrap().connection, served(nth).connection);
        }
        for nth in MANY..3 * MANY {
            assert_eq!(index.pass(&name(nth), NOW), Pass::Deny(Denial::UnknownName));
        }
    }
    let ended = Known { gate: Gate { open: Err(Denial::Ended), ..served(7).gate }, ..served(7) };
    gathered.refresh([(name(7).as_str(), ended)], NOW);
    assert_eq!(gathered.pass(&name(7), NOW), Pass::Deny(Denial::Ended));
    assert_eq!(gathered.len(), MANY as usize);
}

#[test]
fn a_name_takes_no_more_than_48_bytes() {
    const MANY: u32 = 200_000;
    let index = AskIndex::default();
    let names: Vec<String> = (0..MANY).map(|nth| format!("shop-{nth}.example")).collect();
    index.gather(names.iter().zip(0..).map(|(name, nth)| (name.as_str(), served(nth))));
    index.settle(NOW);
    // Some more, as they come from day to day.
    let more: Vec<String> = (0..MANY / 40).map(|nth| format!("more-{nth}.example")).collect();
    index.refresh(more.iter().zip(MANY..).map(|(name, nth)| (name.as_str(), served(nth))), NOW);
    let share = index.bytes() / index.len();
    assert!(share <= 48, "{share} bytes a name");
}

#[test]
fn times_are_rounded_to_the_safe_side() {
    let index = AskIndex::default();
    let half = Duration::milliseconds(500);
    let gate =
        Gate { valid_until: Some(NOW + half), observed_at: Some(NOW - half), ..served(1).gate };
    index.refresh([("shop.example", Known { gate, ..served(1) })], NOW);
    assert_eq!(index.pass("shop.example", NOW - Duration::MILLISECOND), Pass::Allow);
    // Half a second early, and never late.
    assert_eq!(index.pass("shop.example", NOW), Pass::Attempt);
    let fresh = NOW + app::domain::gate::FRESH - Duration::SECOND;
    assert_eq!(index.pass("shop.example", fresh), Pass::Deny(Denial::NotObserved));
}
