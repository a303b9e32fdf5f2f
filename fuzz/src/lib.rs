//! Hostile input, and what must hold of it: nothing panics, nothing grows without bound, and
//! the same input always comes to the same.
//!
//! The parts of the server that read such input are compiled from where they stand: the rest of
//! it (a web server, a database) would only make each run wait.

pub mod answer;
pub mod diagnose;
pub mod hostname;
mod observation;
mod octets;
mod world;

#[path = "../../server/src/service/intake.rs"]
mod intake;

/// What the parts find in place of the server's own: nothing here is drawn by chance.
mod clock {
    pub(crate) const fn random_bytes<const N: usize>() -> [u8; N] {
        [0; N]
    }
}

#[path = "../../server/src/dns"]
mod dns {
    #![expect(dead_code, unused_imports, reason = "the client beside them uses the rest")]

    mod cookies;
    pub(crate) mod wire;

    pub(crate) mod dnssec {
        mod fault;
        mod records;

        use app::domain::name::OwnerName;
        use app::domain::observation::DnssecFault;
        use time::macros::datetime;

        pub(super) use self::records::presentation;
        use super::wire::Raw;

        /// What the records show to be wrong with a zone's signatures, were they all there is.
        pub(crate) fn wrong_with(apex: &OwnerName, raw: &[Raw]) -> Option<DnssecFault> {
            fault::fault(apex, raw, [raw, raw], datetime!(2026-03-01 12:00 UTC))
        }
    }

    /// What the octets mean, and whether they say that they were cut.
    pub(crate) fn read(
        octets: &[u8],
        question: &wire::Question,
        mode: wire::Mode,
    ) -> (Option<wire::Response>, bool) {
        (wire::decode(octets, question, mode), wire::is_truncated(octets))
    }
}
