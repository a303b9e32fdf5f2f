//! Where connections may go: whoever names an address, it is never one of ours inside.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use app::domain::desired::Cidr;
use tokio::net::TcpStream;

/// Which addresses may be contacted when somebody else names them.
#[derive(Clone, Copy, Debug, Default)]
pub struct AddressRules {
    allow_private: bool,
    /// What the operator has ruled out.
    denied: &'static [Cidr],
    /// A server of this process, in tests alone: they have no public one to begin at.
    also: Option<SocketAddr>,
}

/// Carries an exchange to its end beside the connection that it needs. What came before that ended
/// is still there to be read: who closes with the answer has answered.
pub async fn beside<T>(exchange: impl Future<Output = T>, connection: impl Future) -> T {
    tokio::pin!(exchange, connection);
    tokio::select! {
        done = &mut exchange => done,
        _ = &mut connection => exchange.await,
    }
}

/// The ports that names found in the DNS may lead to.
const PORTS: [u16; 3] = [53, 80, 443];

/// IPv4 that is not the public internet (RFC 6890 and the IANA registry after it).
const NOT_PUBLIC_V4: [(Ipv4Addr, u32); 15] = [
    (Ipv4Addr::UNSPECIFIED, 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    // Link-local, and where clouds serve their metadata.
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    // 6to4 relays (RFC 7526).
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    // Multicast, then everything reserved with the broadcast address.
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Global unicast (RFC 4291 §2.4); v4-mapped, NAT64, ULA, link-local and multicast lie outside.
const PUBLIC_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// What is not public within [`PUBLIC_V6`].
const NOT_PUBLIC_V6: [(Ipv6Addr, u32); 4] = [
    // Protocol assignments: Teredo, benchmarking, ORCHID.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    // 6to4 carries any IPv4 address inside.
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

impl AddressRules {
    /// The public internet only.
    #[must_use]
    pub const fn public() -> Self {
        Self { allow_private: false, denied: &[], also: None }
    }

    /// Any unicast address and any port: for the sandbox, whose world is on loopback.
    #[must_use]
    pub const fn private_too() -> Self {
        Self { allow_private: true, denied: &[], also: None }
    }

    /// The same without these.
    #[must_use]
    pub const fn without(self, denied: &'static [Cidr]) -> Self {
        Self { denied, ..self }
    }

    /// The public internet, and one server of the test's own.
    #[cfg(test)]
    pub(crate) const fn public_and(server: SocketAddr) -> Self {
        Self { allow_private: false, denied: &[], also: Some(server) }
    }

    fn is_own(self, address: IpAddr) -> bool {
        self.also.is_some_and(|own| own.ip() == address)
    }

    /// Whether `address` may be contacted.
    #[must_use]
    pub fn permits(self, address: IpAddr) -> bool {
        let plain = address.to_canonical();
        if self.denied.iter().any(|range| range.contains(plain)) {
            return false;
        }
        if self.is_own(address) {
            return true;
        }
        if self.allow_private {
            let broadcast = plain == IpAddr::V4(Ipv4Addr::BROADCAST);
            return !(plain.is_unspecified() || plain.is_multicast() || broadcast);
        }
        match address {
            IpAddr::V4(v4) => is_public_v4(v4),
            IpAddr::V6(v6) => is_public_v6(v6),
        }
    }

    /// Whether addresses that are not on the public internet may be contacted.
    #[must_use]
    pub const fn allows_private(self) -> bool {
        self.allow_private
    }

    /// Whether a URL may name `port`.
    #[must_use]
    pub const fn permits_web_port(self, port: u16) -> bool {
        self.allow_private || matches!(port, 80 | 443)
    }

    /// A connection to exactly `address`, within `limit`.
    pub async fn connect(self, address: SocketAddr, limit: Duration) -> io::Result<TcpStream> {
        let any_port = self.allow_private || self.is_own(address.ip());
        let port_fits = any_port || PORTS.contains(&address.port());
        if !(port_fits && self.permits(address.ip())) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        match tokio::time::timeout(limit, TcpStream::connect(address)).await {
            Ok(connected) => connected,
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let within = |(net, prefix): &(Ipv4Addr, u32)| {
        (net.to_bits() ^ address.to_bits()).leading_zeros() >= *prefix
    };
    !NOT_PUBLIC_V4.iter().any(within)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let within = |(net, prefix): &(Ipv6Addr, u32)| {
        (net.to_bits() ^ address.to_bits()).leading_zeros() >= *prefix
    };
    within(&PUBLIC_V6) && !NOT_PUBLIC_V6.iter().any(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLIC: AddressRules = AddressRules::public();
    const ANY: AddressRules = AddressRules::private_too();

    #[test]
    fn what_the_operator_rules_out_is_never_contacted() {
        let denied: Vec<Cidr> =
            vec!["1.1.1.0/24".parse().unwrap(), "2a00:1450::/32".parse().unwrap()];
        let denied: &'static [Cidr] = denied.leak();
        for rules in [PUBLIC.without(denied), ANY.without(denied)] {
            for (address, want) in [
                ("1.1.1.1", false),
                ("::ffff:1.1.1.1", false),
                ("1.1.2.1", true),
                ("2a00:1450::1", false),
                ("2a00:1451::1", true),
            ] {
                let ip: IpAddr = address.parse().unwrap();
                assert_eq!(rules.permits(ip), want, "{address}");
            }
        }
    }

    #[test]
    fn only_the_public_internet_is_contacted() {
        for (address, want) in [
            ("1.1.1.1", true),
            ("192.0.1.1", true),
            ("100.128.0.1", true),
            ("172.32.0.1", true),
            ("198.20.0.1", true),
            ("223.255.255.255", true),
            ("2606:4700::1111", true),
            ("2a00:1450::1", true),
            ("2001:4860::8888", true),
            ("0.0.0.0", false),
            ("0.1.2.3", false),
            ("10.0.0.1", false),
            ("100.64.0.1", false),
            ("100.100.100.200", false),
            ("127.0.0.1", false),
            ("127.255.255.254", false),
            ("169.254.169.254", false),
            ("172.16.0.1", false),
            ("172.31.255.255", false),
            ("192.0.0.192", false),
            ("192.0.2.1", false),
            ("192.88.99.1", false),
            ("192.168.1.1", false),
            ("198.18.0.1", false),
            ("198.19.255.255", false),
            ("198.51.100.7", false),
            ("203.0.113.9", false),
            ("224.0.0.251", false),
            ("240.0.0.1", false),
            ("255.255.255.255", false),
            ("::", false),
            ("::1", false),
            ("::ffff:1.1.1.1", false),
            ("::ffff:127.0.0.1", false),
            ("::7f00:1", false),
            ("64:ff9b::a00:1", false),
            ("64:ff9b:1::1", false),
            ("100::1", false),
            ("2001::1", false),
            ("2001:2::1", false),
            ("2001:10::1", false),
            ("2001:db8::1", false),
            ("2002:7f00:1::1", false),
            ("3fff::1", false),
            ("5f00::1", false),
            ("fc00::1", false),
            ("fd00:ec2::254", false),
            ("fe80::1", false),
            ("fec0::1", false),
            ("ff02::fb", false),
        ] {
            let ip: IpAddr = address.parse().unwrap();
            assert_eq!(PUBLIC.permits(ip), want, "{address}");
        }
    }

    #[test]
    fn the_sandbox_may_stay_at_home() {
        for (address, want) in [
            ("127.0.0.53", true),
            ("::1", true),
            ("10.1.2.3", true),
            ("0.0.0.0", false),
            ("::", false),
            ("::ffff:0.0.0.0", false),
            ("224.0.0.1", false),
            ("ff02::1", false),
            ("255.255.255.255", false),
        ] {
            let ip: IpAddr = address.parse().unwrap();
            assert_eq!(ANY.permits(ip), want, "{address}");
        }
    }

    #[tokio::test]
    async fn a_connection_is_refused_before_it_is_tried() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let limit = Duration::from_secs(5);
        let refused = PUBLIC.connect(address, limit).await.unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied);
        let odd_port = PUBLIC.connect("1.1.1.1:25".parse().unwrap(), limit).await;
        assert_eq!(odd_port.unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        assert!(ANY.connect(address, limit).await.is_ok());
    }
}
