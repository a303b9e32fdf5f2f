//! Whole looks at healthy domains, one after another and many at once, and the memory that a
//! million of them leave behind.

use std::cell::Cell;
use std::error::Error;
use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};

use app::domain::desired::{Challenge, Desired, Kind, RecordTemplate};
use app::domain::diagnosis::diagnose;
use app::domain::earlier::Earlier;
use fairlead::clock::Clock;
use fairlead::dns::{Dns, DnsConfig, Pace};
use fairlead::net::AddressRules;
use futures::future::join_all;
use tokio::runtime::Builder;

use super::server::{Authority, TARGET, host, name, value};
use crate::{cpu, report};

/// Looks of the soak, and how many are under way at a time.
const SOAK: u32 = 1_000_000;
const WINDOW: u32 = 64;
/// The soak is told in so many parts.
const PARTS: u32 = 5;
/// What is remembered between looks has a bound, which is reached within so many parts.
const WARM: u32 = 2;
/// What counts as flat: the allocator keeps some slack of its own.
const FLAT: f64 = 1.1;

pub(super) fn run(server: &Authority) -> Result<(), Box<dyn Error>> {
    let title = format!("Looks at healthy domains, {WINDOW} at a time, at {}", server.kind);
    let columns = ["looks", "CPU µs a look", "looks/s", "resident KiB", ": when warm", "goal", ""];
    report::table(&title, &columns)?;
    let rules = AddressRules::private_too();
    let (port, root_hints) = (server.address.port(), vec![server.address]);
    let config = DnsConfig { resolvers: vec![], root_hints, port, rules };
    // All these domains are at one server, which on the internet would be spared.
    let pace = Pace { per_second: u32::MAX, burst: u32::MAX, in_flight: 1_000 };
    let dns = Dns::new(config, Clock::default())?.at_pace(pace);
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let mut warm = None;
    for part in 1..=PARTS {
        let begun = (cpu::instant(), cpu::of_thread()?);
        let count = SOAK / PARTS;
        let wrong = runtime.block_on(look(&dns, server, count))?;
        let cpu_us = report::micros(cpu::of_thread()?.saturating_sub(begun.1), count);
        let per_second = f64::from(count) / begun.0.elapsed().as_secs_f64();
        let resident = resident()?;
        let judged = match warm {
            None if part < WARM => ["–", "–", ""].map(str::to_owned),
            None => {
                warm = Some(resident);
                report::anchor()
            }
            Some(warm) => report::at_most(resident / warm, FLAT),
        };
        let looks = format!("{} ({wrong} wrong)", part * count);
        let measured =
            [looks, format!("{cpu_us:.0}"), format!("{per_second:.0}"), format!("{resident:.0}")];
        report::row(&[measured.as_slice(), &judged].concat())?;
    }
    Ok(())
}

/// How many of the looks had something to say: nothing is wrong with these domains.
async fn look(dns: &Dns, server: &Authority, count: u32) -> Result<u32, Box<dyn Error>> {
    let wanted = (0..server.names).map(desired).collect::<Result<Vec<_>, _>>()?;
    let (next, wrong, earlier) = (AtomicU32::new(0), Cell::new(0), Earlier::default());
    let looking = (0..WINDOW).map(async |_| {
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            let index = usize::try_from(nth).unwrap_or(0) % wanted.len();
            let Some(desired) = wanted.get(index).filter(|_| nth < count) else { return };
            let right = match dns.observe(desired, &earlier).await {
                Ok(seen) => diagnose(desired, &seen).is_empty(),
                Err(_) => false,
            };
            wrong.set(wrong.get() + u32::from(!right));
        }
    });
    join_all(looking).await;
    Ok(wrong.get())
}

fn desired(nth: u32) -> Result<Desired, Box<dyn Error>> {
    Ok(Desired {
        hostname: host(nth).parse()?,
        kind: Kind::Subdomain,
        challenge: Challenge { name: name(nth).parse()?, value: value(nth) },
        template: RecordTemplate { cname_target: TARGET.parse()?, a: vec![], aaaa: vec![] },
        issuers: vec!["letsencrypt.org".to_owned()],
        accounts: Vec::new(),
        acme_delegation: None,
    })
}

/// What of us is in memory, KiB.
fn resident() -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let figure = line.and_then(|line| line.split_whitespace().next()).ok_or("no VmRSS")?;
    Ok(figure.parse()?)
}
