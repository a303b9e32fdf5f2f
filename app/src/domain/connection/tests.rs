//! What holds in any life: of any inputs, at any times.

use proptest::prelude::*;
use time::macros::datetime;

use super::*;
use crate::domain::gate::{self, Denial, Gate, Open, Pass};

const BIRTH: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
const RIGHT: Verdict = Verdict { ownership: Judgement::Right, routing: Judgement::Right };

fn judgement() -> impl Strategy<Value = Judgement> {
    prop_oneof![
        4 => Just(Judgement::Right),
        3 => Just(Judgement::Wrong),
        1 => Just(Judgement::Unknown)
    ]
}

fn input() -> impl Strategy<Value = Input> {
    let looked = (judgement(), judgement())
        .prop_map(|(ownership, routing)| Input::Looked(Verdict { ownership, routing }));
    prop_oneof![
        12 => looked,
        4 => Just(Input::Looked(RIGHT)),
        4 => Just(Input::Served),
        2 => Just(Input::NotServed),
        2 => Just(Input::Gone),
        1 => Just(Input::Retry),
        4 => Just(Input::Waited),
        1 => prop_oneof![
            Just(Input::Archive),
            Just(Input::LoseClaim),
            Just(Input::Fail(ErrorCode::CertificateRejected)),
        ],
    ]
}

/// How long until the next input: around each time that is a rule.
fn pause() -> impl Strategy<Value = Duration> {
    prop_oneof![
        3 => Just(Duration::ZERO),
        4 => (0_i64..600).prop_map(Duration::seconds),
        1 => Just(Duration::minutes(5)),
        1 => Just(Duration::minutes(15)),
        2 => (0_i64..100).prop_map(Duration::hours),
        1 => Just(Duration::hours(72)),
        1 => (0_i64..40).prop_map(Duration::days),
    ]
}

/// One input, with what was before and after it.
#[derive(Clone, Debug)]
struct Moment {
    before: Progress,
    input: Input,
    now: OffsetDateTime,
    after: Progress,
    transitions: Vec<Transition>,
}

fn lived(inputs: Vec<(Input, Duration)>) -> Vec<Moment> {
    let (mut before, mut now) = (Progress::new(BIRTH), BIRTH);
    let live = |(input, pause)| {
        now += pause;
        let (after, transitions) = before.step(input, now, &Policy::default());
        let moment = Moment { before, input, now, after, transitions };
        before = after;
        moment
    };
    inputs.into_iter().map(live).collect()
}

fn life() -> impl Strategy<Value = Vec<Moment>> {
    proptest::collection::vec((input(), pause()), 1..40).prop_map(lived)
}

const fn seen(input: Input) -> Verdict {
    match input {
        Input::Looked(verdict) => verdict,
        Input::Gone => Verdict { ownership: Judgement::Wrong, routing: Judgement::Wrong },
        Input::Served
        | Input::NotServed
        | Input::Waited
        | Input::Retry
        | Input::Archive
        | Input::Fail(_)
        | Input::LoseClaim => Verdict::INCONCLUSIVE,
    }
}

fn count(life: &[Moment], event: EventType) -> usize {
    let events = life.iter().flat_map(|moment| &moment.transitions).flat_map(|t| t.events());
    events.filter(|announced| **announced == event).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn could_not_ask_changes_nothing(life in life(), pause in pause()) {
        for Moment { after, now, .. } in life {
            let look = Input::Looked(Verdict::INCONCLUSIVE);
            let again = after.step(look, now + pause, &Policy::default());
            prop_assert_eq!(again, (after, vec![]));
        }
    }

    #[test]
    fn the_same_again_at_once_announces_nothing(life in life()) {
        for Moment { after, input, now, .. } in life {
            prop_assert_eq!(after.step(input, now, &Policy::default()), (after, vec![]));
        }
    }

    #[test]
    fn each_arrow_starts_where_the_one_before_ended(life in life()) {
        let mut at = State::Created;
        for moment in &life {
            for Transition { from, to } in &moment.transitions {
                prop_assert_eq!(*from, at);
                prop_assert_ne!(from, to);
                at = *to;
            }
            prop_assert_eq!(moment.after.state(), at);
            prop_assert_ne!(at, State::Verifying);
            let shown = moment.after.shown_state(true);
            prop_assert!(shown == at || shown == State::Verifying);
        }
    }

    #[test]
    fn live_comes_once_and_is_announced_once(life in life()) {
        for moment in &life {
            if moment.before.first_live_at.is_some() {
                prop_assert_eq!(moment.after.first_live_at, moment.before.first_live_at);
            } else if let Some(at) = moment.after.first_live_at {
                prop_assert_eq!((at, moment.input), (moment.now, Input::Served));
                let proven_at = moment.after.proven_at.unwrap();
                prop_assert!(at < proven_at + Policy::default().proof_life);
            }
        }
        let was_live = life.iter().any(|moment| moment.after.first_live_at.is_some());
        prop_assert_eq!(count(&life, EventType::FlowCompleted), usize::from(was_live));
        prop_assert_eq!(count(&life, EventType::SslIssued), usize::from(was_live));
        let drifts = count(&life, EventType::Drift);
        let recoveries = count(&life, EventType::Recovered);
        prop_assert!(recoveries == drifts || recoveries + 1 == drifts);
    }

    #[test]
    fn an_end_is_an_end(life in life()) {
        for moment in life.iter().filter(|moment| moment.before.state().is_final()) {
            prop_assert_eq!(moment.after, moment.before);
            prop_assert!(moment.transitions.is_empty());
        }
        for moment in &life {
            let ended = matches!(moment.after.state(), State::Stalled | State::Failed);
            prop_assert!(!ended || moment.after.error.is_some());
            let active = moment.after.lifecycle == Lifecycle::Active;
            prop_assert!(!active || moment.after.error.is_none());
        }
    }

    #[test]
    fn the_claim_is_held_by_whoever_proved_and_is_followed(life in life()) {
        let mut proven = false;
        for moment in &life {
            proven |= seen(moment.input).ownership == Judgement::Right;
            let held = moment.after.holds_claim();
            prop_assert!(proven || !held);
            prop_assert!(!held || moment.after.proven_at.is_some());
            let want = match moment.after.state() {
                State::Verified
                | State::Propagating
                | State::IssuingCert
                | State::Live
                | State::Drifted => true,
                State::Created | State::PendingOwnership | State::Failed | State::Archived => false,
                State::Stalled => moment.after.axes.ownership.status == AxisStatus::Ok,
                State::Verifying => unreachable!("shown only"),
            };
            prop_assert_eq!(held, want);
        }
    }

    #[test]
    fn the_gate_opens_with_the_claim_and_shuts_when_the_grace_is_over(life in life()) {
        let policy = Policy::default();
        for Moment { after, now, .. } in &life {
            let open = gate::open(after, &policy);
            prop_assert_eq!(open.is_ok(), after.holds_claim());
            let valid_until = Some(*now + Duration::days(365));
            let gate = Gate {
                open,
                valid_until,
                observed_at: None,
                refused: true,
                attempts: gate::Attempts::default(),
            };
            if after.state() == State::Drifted {
                let end = after.axes.routing.since + policy.drift_grace;
                prop_assert_eq!(open, Ok(Open::Until(end)));
                prop_assert_eq!(gate.pass(end - Duration::SECOND), Pass::Allow);
                prop_assert_eq!(gate.pass(end), Pass::Deny(Denial::GraceOver));
            } else if open.is_ok() {
                prop_assert_eq!(open, Ok(Open::Always));
            }
        }
    }

    #[test]
    fn drift_is_two_looks_that_agree_and_nothing_less(life in life()) {
        let agreement = Policy::default().drift_agreement;
        let mut wrong_since: Option<OffsetDateTime> = None;
        for moment in &life {
            let was = moment.before.state();
            let live = matches!(was, State::Live | State::Drifted);
            match seen(moment.input).routing {
                Judgement::Right => wrong_since = None,
                Judgement::Wrong if live => {
                    let since = *wrong_since.get_or_insert(moment.now);
                    let agreed = since + agreement <= moment.now;
                    let want = if was == State::Drifted || agreed { State::Drifted } else { was };
                    prop_assert_eq!(moment.after.state(), want);
                }
                Judgement::Wrong | Judgement::Unknown => {}
            }
            let drifted = was == State::Live && moment.after.state() == State::Drifted;
            prop_assert!(!drifted || seen(moment.input).routing == Judgement::Wrong);
        }
    }

    #[test]
    fn a_lost_proof_takes_no_live_domain_down(life in life(), routing in judgement()) {
        let lost = |routing| Input::Looked(Verdict { ownership: Judgement::Wrong, routing });
        let kept = |routing| Input::Looked(Verdict { ownership: Judgement::Right, routing });
        for Moment { after, now, .. } in life {
            if after.first_live_at.is_some() {
                let state = |input| after.step(input, now, &Policy::default()).0.state();
                prop_assert_eq!(state(lost(routing)), state(kept(routing)));
            }
        }
    }

    #[test]
    fn right_records_lead_on_from_anywhere(life in life()) {
        for Moment { after, now, .. } in life {
            let (next, _) = after.step(Input::Looked(RIGHT), now, &Policy::default());
            let Axes { ownership, routing, .. } = after.axes;
            let waits_for_more = ownership.is_ok() && routing.is_ok();
            match next.state() {
                State::IssuingCert | State::Live => {}
                State::Stalled => prop_assert!(waits_for_more),
                State::Failed | State::Archived => prop_assert_eq!(next, after),
                state @ (State::Created
                | State::PendingOwnership
                | State::Verifying
                | State::Verified
                | State::Propagating
                | State::Drifted) => prop_assert!(false, "{state:?}"),
            }
        }
    }
}

/// The states that a sequence of inputs, each so long after the one before, leads through.
fn way(inputs: &[(Input, Duration)]) -> Vec<State> {
    let life = lived(inputs.to_vec());
    life.iter().flat_map(|moment| &moment.transitions).map(|transition| transition.to).collect()
}

fn looked(ownership: Judgement, routing: Judgement) -> Input {
    Input::Looked(Verdict { ownership, routing })
}

#[test]
fn a_domain_goes_live_step_by_step_drifts_and_recovers() {
    use Judgement::{Right, Wrong};
    use State::{Drifted, IssuingCert, Live, PendingOwnership, Propagating, Verified};
    let soon = Duration::minutes(1);
    let states = way(&[
        (looked(Wrong, Wrong), soon),
        (looked(Right, Wrong), soon),
        (looked(Right, Right), soon),
        (Input::NotServed, soon),
        (Input::Served, soon),
        (looked(Wrong, Right), soon),
        (looked(Right, Wrong), soon),
        (looked(Right, Wrong), Duration::minutes(5)),
        (looked(Right, Right), soon),
    ]);
    assert_eq!(states, [PendingOwnership, Verified, Propagating, IssuingCert, Live, Drifted, Live]);
}

#[test]
fn what_stands_still_stalls_wakes_and_is_archived_in_the_end() {
    use Judgement::{Right, Wrong};
    use State::{Archived, IssuingCert, PendingOwnership, Propagating, Stalled, Verified};
    let never = Duration::ZERO;
    let states = way(&[
        (looked(Right, Wrong), never),
        (Input::Waited, Duration::hours(72)),
        (looked(Right, Right), Duration::HOUR),
        (Input::Waited, Duration::minutes(15)),
        (Input::Waited, Duration::days(29)),
        (Input::Waited, Duration::days(1)),
    ]);
    assert_eq!(states, [Verified, Propagating, Stalled, IssuingCert, Stalled, Archived]);
    // A challenge that nobody answers dies before that.
    let states = way(&[
        (looked(Wrong, Wrong), never),
        (Input::Waited, Duration::hours(72)),
        (Input::Waited, Duration::days(11)),
    ]);
    assert_eq!(states, [PendingOwnership, Stalled, Archived]);
}

#[test]
fn a_domain_that_is_gone_fails_after_two_looks_and_never_once_it_was_live() {
    use Judgement::{Right, Unknown, Wrong};
    use State::{Drifted, Failed, IssuingCert, Live, PendingOwnership, Verified};
    let (soon, hour) = (Duration::minutes(1), Duration::HOUR);
    assert_eq!(way(&[(Input::Gone, soon), (Input::Gone, hour - soon)]), [PendingOwnership]);
    assert_eq!(
        way(&[(Input::Gone, soon), (looked(Unknown, Unknown), soon), (Input::Gone, hour)]),
        [PendingOwnership, Failed]
    );
    // It was there in between.
    let back = [(Input::Gone, soon), (looked(Wrong, Wrong), hour), (Input::Gone, soon)];
    assert_eq!(way(&back), [PendingOwnership]);
    let live = [(looked(Right, Right), soon), (Input::Served, soon)];
    let gone = [(Input::Gone, soon), (Input::Gone, hour), (Input::Gone, hour)];
    assert_eq!(way(&[&live[..], &gone].concat()), [Verified, IssuingCert, Live, Drifted]);
}

#[test]
fn trying_again_goes_on_from_where_it_stood_with_all_of_its_time() {
    use Judgement::{Right, Wrong};
    use State::{IssuingCert, PendingOwnership, Stalled, Verified};
    let quarter = Policy::default().issuance_timeout;
    let states = way(&[
        (looked(Right, Right), Duration::ZERO),
        (Input::Retry, Duration::MINUTE),
        (Input::Waited, quarter),
        (Input::Retry, Duration::HOUR),
        (Input::Waited, quarter - Duration::SECOND),
        (Input::Waited, Duration::SECOND),
    ]);
    assert_eq!(states, [Verified, IssuingCert, Stalled, IssuingCert, Stalled]);
    // Nothing is tried without a proof.
    let unproven = [
        (looked(Wrong, Wrong), Duration::ZERO),
        (Input::Waited, Duration::hours(72)),
        (Input::Retry, Duration::ZERO),
    ];
    assert_eq!(way(&unproven), [PendingOwnership, Stalled]);
}

#[test]
fn an_old_proof_is_renewed_before_the_domain_goes_live() {
    use Judgement::{Right, Wrong};
    use State::{IssuingCert, Live, PendingOwnership, Stalled, Verified};
    let month = Policy::default().proof_life;
    let never = Duration::ZERO;
    let issuing = [(looked(Right, Right), never), (Input::Waited, Duration::HOUR)];
    let after = |inputs: &[(Input, Duration)]| way(&[&issuing[..], inputs].concat())[3..].to_vec();
    assert_eq!(after(&[(Input::Served, month - Duration::hours(2))]), [Live]);
    // Serving alone does not renew it …
    assert_eq!(after(&[(Input::Served, month)]), []);
    // … and a look at which it is gone takes it back.
    assert_eq!(
        after(&[(looked(Wrong, Right), month), (looked(Right, Right), never)]),
        [PendingOwnership, Verified, IssuingCert]
    );
    assert_eq!(way(&issuing), [Verified, IssuingCert, Stalled]);
}
