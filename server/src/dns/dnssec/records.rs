//! The records of a signed zone: DS, DNSKEY, RRSIG (RFC 4034).

use std::fmt;

use app::domain::name::OwnerName;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hickory_proto::rr::Name;
use hickory_proto::serialize::binary::{BinDecodable as _, BinDecoder};
use sha2::{Digest as _, Sha256, Sha384};
use time::{Duration, OffsetDateTime};

use crate::dns::wire::owner;

pub(super) const SOA: u16 = 6;
pub(super) const DS: u16 = 43;
pub(super) const RRSIG: u16 = 46;
pub(super) const DNSKEY: u16 = 48;
/// The flag of a key that signs a zone (RFC 4034 §2.1.1).
const ZONE_KEY: u16 = 0x0100;
/// The only protocol that a key may have (RFC 4034 §2.1.2).
const PROTOCOL: u8 = 3;

/// The digest of a key, at the parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ds {
    pub(super) tag: u16,
    pub(super) algorithm: u8,
    digest_type: u8,
    digest: Vec<u8>,
}

/// A zone's public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) algorithm: u8,
    octets: Vec<u8>,
}

/// A signature over one RRset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signature {
    pub(super) covers: u16,
    pub(super) algorithm: u8,
    labels: u8,
    ttl: u32,
    expiration: u32,
    inception: u32,
    pub(super) tag: u16,
    signer: OwnerName,
    octets: Vec<u8>,
}

impl Ds {
    pub(super) fn read(octets: &[u8]) -> Option<Self> {
        let ([tag_0, tag_1, algorithm, digest_type], digest) = octets.split_first_chunk::<4>()?;
        Some(Self {
            tag: u16::from_be_bytes([*tag_0, *tag_1]),
            algorithm: *algorithm,
            digest_type: *digest_type,
            digest: digest.to_vec(),
        })
    }

    /// Whether `key` of the zone `apex` is the one meant (RFC 4034 §5.1.4). A digest that is
    /// not computed here (SHA-1, GOST) counts as right: nothing can be said against it.
    pub(super) fn names(&self, apex: &OwnerName, key: &Key) -> bool {
        if key.algorithm != self.algorithm || key.tag() != self.tag {
            return false;
        }
        let mut whole = wire_name(apex);
        whole.extend(&key.octets);
        match self.digest_type {
            2 => Sha256::digest(&whole)[..] == self.digest[..],
            4 => Sha384::digest(&whole)[..] == self.digest[..],
            _ => true,
        }
    }
}

/// In lower case and uncompressed (RFC 4034 §6.2).
fn wire_name(name: &OwnerName) -> Vec<u8> {
    let mut octets = Vec::with_capacity(name.as_str().len() + 2);
    for label in name.labels() {
        octets.push(u8::try_from(label.len()).unwrap_or(u8::MAX));
        octets.extend(label.bytes());
    }
    octets.push(0);
    octets
}

impl Key {
    /// `None` for what is no key of a zone.
    pub(super) fn read(octets: &[u8]) -> Option<Self> {
        let ([flags_0, flags_1, protocol, algorithm], _) = octets.split_first_chunk::<4>()?;
        let flags = u16::from_be_bytes([*flags_0, *flags_1]);
        let signs_zones = flags & ZONE_KEY != 0 && *protocol == PROTOCOL;
        signs_zones.then(|| Self { algorithm: *algorithm, octets: octets.to_vec() })
    }

    /// RFC 4034 appendix B; the odd sum of algorithm 1 is gone with it (RFC 6944).
    pub(super) fn tag(&self) -> u16 {
        let sum = self.octets.chunks(2).fold(0u32, |sum, pair| {
            let high = pair.first().copied().map_or(0, u32::from) << 8;
            let low = pair.get(1).copied().map_or(0, u32::from);
            sum.wrapping_add(high | low)
        });
        let folded = (sum + (sum >> 16)) & 0xffff;
        u16::try_from(folded).unwrap_or(u16::MAX)
    }
}

impl Signature {
    pub(super) fn read(octets: &[u8]) -> Option<Self> {
        let (fixed, rest) = octets.split_first_chunk::<18>()?;
        let short = |at: usize| Some(u16::from_be_bytes(*fixed.get(at..)?.first_chunk()?));
        let long = |at: usize| Some(u32::from_be_bytes(*fixed.get(at..)?.first_chunk()?));
        let mut decoder = BinDecoder::new(rest);
        let signer = owner(&Name::read(&mut decoder).ok()?)?;
        Some(Self {
            covers: short(0)?,
            algorithm: *fixed.get(2)?,
            labels: *fixed.get(3)?,
            ttl: long(4)?,
            expiration: long(8)?,
            inception: long(12)?,
            tag: short(16)?,
            signer,
            octets: rest.get(decoder.index()..)?.to_vec(),
        })
    }

    /// From when it is valid, as meant at `now`.
    pub(super) fn begins_at(&self, now: OffsetDateTime) -> OffsetDateTime {
        moment(self.inception, now)
    }

    /// Until when it is valid, as meant at `now`.
    pub(super) fn ends_at(&self, now: OffsetDateTime) -> OffsetDateTime {
        moment(self.expiration, now)
    }
}

/// 32 bits of seconds, the nearest to `now` (RFC 4034 §3.1.5, RFC 1982).
fn moment(seconds: u32, now: OffsetDateTime) -> OffsetDateTime {
    let now = now.replace_nanosecond(0).unwrap_or(now);
    let low = u32::try_from(now.unix_timestamp().rem_euclid(1 << 32)).unwrap_or(0);
    let apart = seconds.wrapping_sub(low).cast_signed();
    now.checked_add(Duration::seconds(apart.into())).unwrap_or(now)
}

/// As zone files have it; `None` for another type, or what is none of it.
pub(in crate::dns) fn presentation(rtype: u16, octets: &[u8]) -> Option<String> {
    match rtype {
        DS => Ds::read(octets).map(|ds| ds.to_string()),
        DNSKEY => {
            let ([flags_0, flags_1, protocol, algorithm], key) = octets.split_first_chunk::<4>()?;
            let flags = u16::from_be_bytes([*flags_0, *flags_1]);
            Some(format!("{flags} {protocol} {algorithm} {}", STANDARD.encode(key)))
        }
        RRSIG => Signature::read(octets).map(|signature| signature.to_string()),
        _ => None,
    }
}

impl fmt::Display for Ds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} ", self.tag, self.algorithm, self.digest_type)?;
        self.digest.iter().try_for_each(|octet| write!(f, "{octet:02X}"))
    }
}

/// Times as seconds since the epoch, which zone files may have too (RFC 4034 §3.2).
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let covers = hickory_proto::rr::RecordType::from(self.covers);
        let Self { algorithm, labels, ttl, expiration, inception, tag, signer, octets, .. } = self;
        let root = if signer.is_root() { "" } else { "." };
        write!(
            f,
            "{covers} {algorithm} {labels} {ttl} {expiration} {inception} {tag} {signer}{root} {}",
            STANDARD.encode(octets)
        )
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    /// RFC 4509 §2.3, whose key is that of RFC 4034 §5.4.
    const DSKEY: &str = "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMz\
                         NXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJ\
                         BjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==";
    const DIGEST: &str = "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A";

    fn key(flags: u16, algorithm: u8, text: &str) -> Vec<u8> {
        let mut octets = flags.to_be_bytes().to_vec();
        octets.extend([3, algorithm]);
        octets.extend(STANDARD.decode(text).unwrap());
        octets
    }

    fn hex(text: &str) -> Vec<u8> {
        let digit = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
        (0..text.len()).step_by(2).map(digit).collect()
    }

    fn ds(tag: u16, algorithm: u8, digest_type: u8, digest: &str) -> Ds {
        let mut octets = tag.to_be_bytes().to_vec();
        octets.extend([algorithm, digest_type]);
        octets.extend(hex(digest));
        Ds::read(&octets).unwrap()
    }

    #[test]
    fn the_digest_of_rfc_4509_names_its_key() {
        let apex: OwnerName = "dskey.example.com".parse().unwrap();
        let known = Key::read(&key(256, 5, DSKEY)).unwrap();
        assert_eq!(known.tag(), 60485);
        assert!(ds(60485, 5, 2, DIGEST).names(&apex, &known));
        assert!(!ds(60485, 5, 2, DIGEST).names(&"other.example.com".parse().unwrap(), &known));
        assert!(!ds(60485, 8, 2, DIGEST).names(&apex, &known));
        assert!(!ds(60486, 5, 2, DIGEST).names(&apex, &known));
        assert!(!ds(60485, 5, 2, &DIGEST.replace('D', "E")).names(&apex, &known));
        // SHA-1: the tag and the algorithm have to do.
        assert!(ds(60485, 5, 1, &"00".repeat(20)).names(&apex, &known));
    }

    #[test]
    fn the_digests_of_rfc_6605_name_their_keys() {
        let apex: OwnerName = "example.net".parse().unwrap();
        let p256 = "GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edb\
                    krSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==";
        let known = Key::read(&key(257, 13, p256)).unwrap();
        assert_eq!(known.tag(), 55648);
        let digest = "b4c8c1fe2e7477127b27115656ad6256f424625bf5c1e2770ce6d6e37df61d17";
        assert!(ds(55648, 13, 2, digest).names(&apex, &known));
        let p384 = "xKYaNhWdGOfJ+nPrL8/arkwf2EY3MDJ+SErKivBVSum1\
                    w/egsXvSADtNJhyem5RCOpgQ6K8X1DRSEkrbYQ+OB+v8\
                    /uX45NBwY8rp65F6Glur8I/mlVNgF6W/qTI37m40";
        let known = Key::read(&key(257, 14, p384)).unwrap();
        assert_eq!(known.tag(), 10771);
        let digest = "72d7b62976ce06438e9c0bf319013cf801f09ecc84b8d7e9495f27e305c6a9b0\
                      563a9b5f4d288405c3008a946df983d6";
        assert!(ds(10771, 14, 4, digest).names(&apex, &known));
    }

    #[test]
    fn what_signs_no_zone_is_no_key() {
        assert_eq!(Key::read(&key(0, 13, DSKEY)), None);
        let mut other_protocol = key(257, 13, DSKEY);
        other_protocol[2] = 2;
        assert_eq!(Key::read(&other_protocol), None);
        assert_eq!(Key::read(&[1, 0]), None);
    }

    #[test]
    fn times_wrap_around() {
        let now = datetime!(2026-03-01 12:00 UTC);
        for wanted in [datetime!(2026-01-01 0:00 UTC), datetime!(2070-01-01 0:00 UTC)] {
            let seconds = u32::try_from(wanted.unix_timestamp().rem_euclid(1 << 32)).unwrap();
            assert_eq!(moment(seconds, now), wanted);
        }
        let after = datetime!(2106-02-07 7:00 UTC);
        assert_eq!(moment(5, after), datetime!(2106-02-07 6:28:21 UTC));
    }

    #[test]
    fn signatures_are_read_and_written() {
        // RFC 4034 §3.3.
        let mut octets = vec![0, 1, 5, 3];
        octets.extend(86_400u32.to_be_bytes());
        octets.extend(1_048_354_263u32.to_be_bytes());
        octets.extend(1_045_762_263u32.to_be_bytes());
        octets.extend(2642u16.to_be_bytes());
        octets.extend(b"\x07example\x03com\x00");
        octets.extend([1, 2, 3]);
        let now = datetime!(2003-03-01 0:00 UTC);
        let signature = Signature::read(&octets).unwrap();
        assert_eq!(signature.begins_at(now), datetime!(2003-02-20 17:31:03 UTC));
        assert_eq!(signature.ends_at(now), datetime!(2003-03-22 17:31:03 UTC));
        let text = "A 5 3 86400 1048354263 1045762263 2642 example.com. AQID";
        assert_eq!(presentation(RRSIG, &octets).unwrap(), text);
        for end in 0..octets.len() - 3 {
            assert_eq!(Signature::read(&octets[..end]), None, "{end}");
        }
    }
}
