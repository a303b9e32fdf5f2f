//! How much one server is asked, by all looks together: nobody is flooded, whoever names it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until, timeout_at};

/// Servers remembered; beyond that only those that are being asked.
const REMEMBERED: usize = 10_000;
/// Questions in a row without an answer, after which a server is left in peace.
const SILENCES: u32 = 6;
/// A server left in peace gets one question where another gets so many.
const PEACE: u32 = 10;

/// How fast one server may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Questions a second in the long run.
    pub per_second: u32,
    /// Questions at once, after a pause.
    pub burst: u32,
    /// Questions without an answer at a time.
    pub in_flight: usize,
}

impl Default for Pace {
    /// A look asks one server some 20 questions, and big DNS hosts serve many of our names.
    fn default() -> Self {
        Self { per_second: 100, burst: 200, in_flight: 100 }
    }
}

/// The servers that were asked.
pub(super) struct Destinations {
    pace: Pace,
    known: Mutex<HashMap<IpAddr, Destination>>,
}

struct Destination {
    /// When a bucket that fills at the pace would be full (GCRA's theoretical arrival time).
    full_at: Instant,
    places: Arc<Semaphore>,
    silences: u32,
}

/// Leave to send one question; hold it until the answer is there.
pub(super) struct Leave {
    _place: OwnedSemaphorePermit,
}

impl Destinations {
    pub(super) fn new(pace: Pace) -> Self {
        Self { pace, known: Mutex::default() }
    }

    fn with<T>(&self, server: IpAddr, with: impl FnOnce(&mut Destination) -> T) -> T {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if REMEMBERED <= known.len() && !known.contains_key(&server) {
            let (now, all) = (Instant::now(), self.pace.in_flight);
            let asked = |it: &Destination| it.places.available_permits() < all;
            known.retain(|_, it| asked(it) || now < it.full_at);
            if REMEMBERED <= known.len() {
                known.retain(|_, it| asked(it));
            }
        }
        with(known.entry(server).or_insert_with(|| Destination {
            full_at: Instant::now(),
            places: Arc::new(Semaphore::new(self.pace.in_flight)),
            silences: 0,
        }))
    }

    /// Waits for a place and for its turn; `None` when that would be after `until`.
    pub(super) async fn leave(&self, server: IpAddr, until: Instant) -> Option<Leave> {
        let places = self.with(server, |destination| Arc::clone(&destination.places));
        let place = timeout_at(until, places.acquire_owned()).await.ok()?.ok()?;
        let now = Instant::now();
        let turn = self.with(server, |destination| self.turn(destination, now, until))?;
        if now < turn {
            sleep_until(turn).await;
        }
        Some(Leave { _place: place })
    }

    /// When the next question may go; takes that turn, unless it is too late.
    fn turn(&self, destination: &mut Destination, now: Instant, until: Instant) -> Option<Instant> {
        let between = Duration::from_secs(1) / self.pace.per_second.max(1);
        let between = if is_silent(destination) { between * PEACE } else { between };
        let full_at = destination.full_at.max(now) + between;
        let turn = full_at.checked_sub(between * self.pace.burst).map_or(now, |at| at.max(now));
        if until <= turn {
            return None;
        }
        destination.full_at = full_at;
        Some(turn)
    }

    pub(super) fn heard(&self, server: IpAddr) {
        self.with(server, |destination| destination.silences = 0);
    }

    pub(super) fn missed(&self, server: IpAddr) {
        self.with(server, |destination| destination.silences += 1);
    }

    /// Whether one question at a time is enough, until it answers.
    pub(super) fn is_resting(&self, server: IpAddr) -> bool {
        self.with(server, |destination| is_silent(destination))
    }
}

const fn is_silent(destination: &Destination) -> bool {
    SILENCES <= destination.silences
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const SERVER: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 53));
    const PACE: Pace = Pace { per_second: 10, burst: 5, in_flight: 2 };

    /// When each of `count` questions goes that are asked at once, in milliseconds.
    fn turns(all: &Destinations, count: usize) -> Vec<Option<u128>> {
        all.with(SERVER, |_| ());
        let now = Instant::now();
        let until = now + Duration::from_secs(1);
        let turn = |destination: &mut Destination| all.turn(destination, now, until);
        let turns = (0..count).map(|_| all.with(SERVER, turn));
        turns.map(|at| Some((at? - now).as_millis())).collect()
    }

    #[test]
    fn what_comes_at_once_is_spread_at_the_pace() {
        let all = Destinations::new(PACE);
        let seen = turns(&all, 18);
        assert_eq!(seen[..7], [0, 0, 0, 0, 0, 100, 200].map(Some));
        assert_eq!(seen[13..], [Some(900), None, None, None, None], "not after the look has ended");
    }

    #[test]
    fn who_is_silent_is_left_in_peace_until_it_answers() {
        let all = Destinations::new(PACE);
        for _ in 0..SILENCES {
            assert!(!all.is_resting(SERVER));
            all.missed(SERVER);
        }
        assert!(all.is_resting(SERVER));
        let seen = turns(&all, 6);
        assert_eq!(seen[..5], [Some(0); 5]);
        assert_eq!(seen[5], None, "a second later");
        all.heard(SERVER);
        assert!(!all.is_resting(SERVER));
    }

    #[tokio::test]
    async fn places_are_given_back() {
        let all = Destinations::new(PACE);
        let soon = || Instant::now() + Duration::from_millis(20);
        let later = || Instant::now() + Duration::from_secs(20);
        let held = [all.leave(SERVER, later()).await, all.leave(SERVER, later()).await];
        assert!(held.iter().all(Option::is_some));
        assert!(all.leave(SERVER, soon()).await.is_none());
        drop(held);
        assert!(all.leave(SERVER, later()).await.is_some());
    }

    #[test]
    fn hostile_names_do_not_fill_the_memory() {
        let all = Destinations::new(PACE);
        for n in 0..=u32::try_from(REMEMBERED).unwrap() {
            all.with(IpAddr::V4(Ipv4Addr::from_bits(n)), |_| ());
        }
        assert_eq!(all.known.lock().unwrap().len(), 1);
    }
}
