//! Places are taken and given back, and never more often given back than taken.

use proptest::prelude::*;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::*;
use crate::domain::connection::{ErrorCode, Input, Judgement, Policy, Verdict};

const BIRTH: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

fn limits(active: Option<u64>, new: Option<u64>) -> Limits {
    Limits { active_connections: active, new_connections_per_month: new }
}

fn used(active: u64, new: u64) -> Used {
    Used { active_connections: active, new_connections_per_month: new }
}

fn input() -> impl Strategy<Value = Input> {
    let judgement =
        || prop_oneof![Just(Judgement::Right), Just(Judgement::Wrong), Just(Judgement::Unknown)];
    let looked = (judgement(), judgement())
        .prop_map(|(ownership, routing)| Input::Looked(Verdict { ownership, routing }));
    prop_oneof![
        6 => looked,
        2 => Just(Input::Served),
        1 => Just(Input::NotServed),
        4 => Just(Input::Waited),
        1 => Just(Input::Archive),
        1 => Just(Input::LoseClaim),
        1 => Just(Input::Fail(ErrorCode::DomainGone)),
    ]
}

proptest! {
    #[test]
    fn a_life_takes_one_place_and_gives_it_back_once_when_it_ends(
        life in proptest::collection::vec((input(), 0_i64..1000), 1..40)
    ) {
        let (mut progress, mut now) = (Progress::new(BIRTH), BIRTH);
        let (mut active, mut new) = (1_i32, 1_i32);
        for (input, hours) in life {
            now += Duration::hours(hours);
            let (after, _) = progress.step(input, now, &Policy::default());
            let back = given_back(&progress, &after);
            active -= i32::from(back.active);
            new -= i32::from(back.new);
            progress = after;
            prop_assert_eq!(active, i32::from(!progress.state().is_final()));
            let kept = !progress.state().is_final() || progress.proven_at.is_some();
            prop_assert_eq!(new, i32::from(kept));
        }
    }

    #[test]
    fn of_any_number_of_creations_as_many_succeed_as_the_smallest_limit_allows(
        active in proptest::option::of(0_u64..20),
        new in proptest::option::of(0_u64..20),
        tries in 0_u64..40,
    ) {
        let limits = limits(active, new);
        let mut now = used(0, 0);
        for _ in 0..tries {
            if limits.room(&now).is_ok() {
                now = used(now.active_connections + 1, now.new_connections_per_month + 1);
            }
        }
        let smallest = active.into_iter().chain(new).min().unwrap_or(u64::MAX);
        prop_assert_eq!(now.active_connections, tries.min(smallest));
        prop_assert!(limits.over(&now).is_empty());
    }

    #[test]
    fn a_month_is_read_as_it_is_written(seconds in 0_i64..253_402_300_799) {
        let at = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
        let period = Period::of(at);
        prop_assert_eq!(period.to_string().parse(), Ok(period));
        prop_assert!(period.start().unwrap() <= at);
        prop_assert!(period.next().start().is_none_or(|end| at < end));
    }

    #[test]
    fn no_text_makes_a_month_panic(text in ".{0,10}") {
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string(), text);
        }
    }
}

#[test]
fn the_first_limit_that_is_full_is_named_and_no_room_is_no_excess() {
    let limits = limits(Some(3), Some(5));
    assert_eq!(limits.room(&used(2, 4)), Ok(()));
    let full = Exceeded { limit: Limit::ActiveConnections, max: 3, used: 3 };
    assert_eq!(limits.room(&used(3, 5)), Err(full));
    let full = Exceeded { limit: Limit::NewConnectionsPerMonth, max: 5, used: 5 };
    assert_eq!(limits.room(&used(1, 5)), Err(full));
    assert_eq!(limits.over(&used(3, 5)), []);
    let over = Exceeded { limit: Limit::ActiveConnections, max: 3, used: 9 };
    assert_eq!(limits.over(&used(9, 5)), [over]);
}

#[test]
fn what_was_given_back_is_not_in_use() {
    let standing = Counts::from([(Counter::Active, 4)]);
    let created = (Counter::ConnectionsCreated, 9);
    let month = Counts::from([created, (Counter::ConnectionsReturned, 2)]);
    assert_eq!(Used::counted(&standing, &month), used(4, 7));
    assert_eq!(Used::counted(&Counts::new(), &Counts::new()), used(0, 0));
}

#[test]
fn whoever_chose_none_or_one_that_is_gone_has_the_default() {
    let plans = Plans::default();
    let plan = |id: &str| Plan { id: id.parse().unwrap(), ..plans.of(None).clone() };
    let plans = Plans::new(plan("free")).with(plan("pro")).with(plan("free"));
    assert_eq!(plans.all().count(), 2);
    assert_eq!(plans.of(None).id.as_str(), "free");
    assert_eq!(plans.of(Some(&"pro".parse().unwrap())).id.as_str(), "pro");
    assert_eq!(plans.of(Some(&"gone".parse().unwrap())).id.as_str(), "free");
}

#[test]
fn ids_of_plans_are_short_and_plain() {
    let long = "a".repeat(65);
    for (text, good) in [("pro-2_x", true), ("", false), ("Pro", false), ("a b", false)] {
        assert_eq!(text.parse::<PlanId>().is_ok(), good, "{text:?}");
    }
    assert_eq!(long.parse::<PlanId>(), Err(PlanIdError));
}

#[test]
fn texts_that_name_no_month_are_refused() {
    for text in ["", "2026", "2026-13", "2026-00", "2026-3", "+026-03", "2026-03-01", "26-03"] {
        assert_eq!(text.parse::<Period>(), Err(PeriodError), "{text:?}");
    }
    let december: Period = "2026-12".parse().unwrap();
    assert_eq!(december.next().to_string(), "2027-01");
}
