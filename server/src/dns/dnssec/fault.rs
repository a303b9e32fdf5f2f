//! What a signed zone's own records show to be wrong with it (RFC 4035 §5).

use app::domain::name::OwnerName;
use app::domain::observation::DnssecFault;
use time::OffsetDateTime;

use super::records::{DNSKEY, DS, Ds, Key, RRSIG, SOA, Signature};
use crate::dns::wire::Raw;

/// Algorithms that resolvers validate (RFC 8624 §3.1); a zone that is signed by others alone
/// counts as unsigned, and fails for nobody (RFC 4035 §5.2).
const ALGORITHMS: [u8; 8] = [5, 7, 8, 10, 13, 14, 15, 16];

/// The records that speak of `rtype` at `apex`.
fn at<'a>(raw: &'a [Raw], apex: &'a OwnerName, rtype: u16) -> impl Iterator<Item = &'a [u8]> {
    raw.iter()
        .filter(move |raw| raw.rtype == rtype && raw.owner == *apex)
        .map(|raw| raw.octets.as_slice())
}

/// Judges the answers of one server, DNSKEY and SOA at the apex, by the parent's DS set.
pub(super) fn fault(
    apex: &OwnerName,
    ds: &[Raw],
    answers: [&[Raw]; 2],
    now: OffsetDateTime,
) -> Option<DnssecFault> {
    let ds: Vec<Ds> = at(ds, apex, DS)
        .filter_map(Ds::read)
        .filter(|ds| ALGORITHMS.contains(&ds.algorithm))
        .collect();
    if ds.is_empty() {
        return None;
    }
    let [keys, start] = answers;
    let known: Vec<Key> = at(keys, apex, DNSKEY).filter_map(Key::read).collect();
    let signatures = |raw| at(raw, apex, RRSIG).filter_map(Signature::read).collect::<Vec<_>>();
    let mut over_keys = signatures(keys);
    over_keys.retain(|signature| signature.covers == DNSKEY);
    let mut over_start = signatures(start);
    over_start.retain(|signature| signature.covers == SOA);
    if known.is_empty() || over_keys.is_empty() || over_start.is_empty() {
        return Some(DnssecFault::NotSigned);
    }
    let named: Vec<&Key> =
        known.iter().filter(|key| ds.iter().any(|ds| ds.names(apex, key))).collect();
    if named.is_empty() {
        return Some(DnssecFault::NoMatchingKey);
    }
    // Only the keys that the parent names vouch for the set of keys.
    over_keys.retain(|signature| named.iter().any(|key| made_by(signature, key)));
    if over_keys.is_empty() {
        return Some(DnssecFault::NoMatchingKey);
    }
    outdated(&over_keys, now).or_else(|| outdated(&over_start, now))
}

fn made_by(signature: &Signature, key: &Key) -> bool {
    signature.tag == key.tag() && signature.algorithm == key.algorithm
}

/// What is wrong with the dates, where no signature is valid: the last end, or the first start.
fn outdated(signatures: &[Signature], now: OffsetDateTime) -> Option<DnssecFault> {
    let begun = |signature: &&Signature| signature.begins_at(now) <= now;
    if signatures.iter().filter(begun).any(|signature| now <= signature.ends_at(now)) {
        return None;
    }
    let ended = signatures.iter().filter(begun).map(|signature| signature.ends_at(now)).max();
    let begins = || signatures.iter().map(|signature| signature.begins_at(now)).min();
    ended
        .map(|at| DnssecFault::Expired { at })
        .or_else(|| begins().map(|at| DnssecFault::NotYetValid { at }))
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
    const BEFORE: OffsetDateTime = datetime!(2026-02-01 0:00 UTC);
    const AFTER: OffsetDateTime = datetime!(2026-04-01 0:00 UTC);

    fn apex() -> OwnerName {
        "example.net".parse().unwrap()
    }

    fn raw(rtype: u16, octets: Vec<u8>) -> Raw {
        Raw { owner: apex(), rtype, octets }
    }

    /// The key of RFC 6605 §6.1.
    fn key() -> Raw {
        let text = "GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edb\
                    krSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==";
        raw(DNSKEY, [&[1, 1, 3, 13][..], &STANDARD.decode(text).unwrap()].concat())
    }

    fn ds(algorithm: u8, digest: &str) -> Raw {
        let digits = digest.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
        let digest = digits.map(|digits| u8::from_str_radix(digits, 16).unwrap());
        raw(DS, [0xd9, 0x60, algorithm, 2].into_iter().chain(digest).collect())
    }

    const DIGEST: &str = "b4c8c1fe2e7477127b27115656ad6256f424625bf5c1e2770ce6d6e37df61d17";

    fn signed(covers: u16, tag: u16, from: OffsetDateTime, until: OffsetDateTime) -> Raw {
        let seconds = |at: OffsetDateTime| u32::try_from(at.unix_timestamp()).unwrap();
        let mut octets = covers.to_be_bytes().to_vec();
        octets.extend([13, 2, 0, 0, 1, 0]);
        octets.extend(seconds(until).to_be_bytes());
        octets.extend(seconds(from).to_be_bytes());
        octets.extend(tag.to_be_bytes());
        octets.extend(b"\x07example\x03net\x00sig");
        raw(RRSIG, octets)
    }

    fn judged(ds: Raw, keys: &[Raw], start: &[Raw]) -> Option<DnssecFault> {
        fault(&apex(), &[ds], [keys, start], NOW)
    }

    #[test]
    fn a_zone_is_judged_by_its_own_records() {
        let good = || signed(DNSKEY, 55648, BEFORE, AFTER);
        let soa = || signed(SOA, 1, BEFORE, AFTER);
        let ended = datetime!(2026-02-20 0:00 UTC);
        let begins = datetime!(2026-03-05 0:00 UTC);
        for (case, ds, keys, start, want) in [
            ("sound", ds(13, DIGEST), vec![key(), good()], vec![soa()], None),
            (
                "another key at the parent",
                ds(13, &DIGEST.replace("b4", "b5")),
                vec![key(), good()],
                vec![soa()],
                Some(DnssecFault::NoMatchingKey),
            ),
            (
                "the keys signed by a key that the parent does not name",
                ds(13, DIGEST),
                vec![key(), signed(DNSKEY, 1, BEFORE, AFTER)],
                vec![soa()],
                Some(DnssecFault::NoMatchingKey),
            ),
            ("unsigned", ds(13, DIGEST), vec![], vec![], Some(DnssecFault::NotSigned)),
            (
                "no signature over the zone's start",
                ds(13, DIGEST),
                vec![key(), good()],
                vec![],
                Some(DnssecFault::NotSigned),
            ),
            (
                "keys that ended",
                ds(13, DIGEST),
                vec![key(), signed(DNSKEY, 55648, BEFORE, ended)],
                vec![soa()],
                Some(DnssecFault::Expired { at: ended }),
            ),
            (
                "a start that ended",
                ds(13, DIGEST),
                vec![key(), good()],
                vec![signed(SOA, 1, BEFORE, ended), signed(SOA, 2, BEFORE, BEFORE)],
                Some(DnssecFault::Expired { at: ended }),
            ),
            (
                "one of two signatures is enough",
                ds(13, DIGEST),
                vec![key(), good()],
                vec![signed(SOA, 1, BEFORE, ended), soa()],
                None,
            ),
            (
                "not yet",
                ds(13, DIGEST),
                vec![key(), good()],
                vec![signed(SOA, 1, begins, AFTER)],
                Some(DnssecFault::NotYetValid { at: begins }),
            ),
            ("an algorithm that nobody validates", ds(3, DIGEST), vec![], vec![], None),
        ] {
            assert_eq!(judged(ds, &keys, &start), want, "{case}");
        }
    }
}
