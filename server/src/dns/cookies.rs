//! DNS cookies (RFC 7873): a server that knows us by one is not spoofed blindly.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::clock::random_bytes;

/// Servers remembered; beyond that all are met anew.
const REMEMBERED: usize = 10_000;
/// The lengths of a server's part (RFC 7873 §4).
const SERVER: std::ops::RangeInclusive<usize> = 8..=32;

/// Our part, which only the server has seen, and the server's part once it told one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cookie {
    client: [u8; 8],
    server: [u8; 32],
    len: usize,
}

impl Cookie {
    pub(super) const fn fresh(client: [u8; 8]) -> Self {
        Self { client, server: [0; 32], len: 0 }
    }

    pub(super) const fn client(&self) -> &[u8] {
        &self.client
    }

    /// Empty where the server has told none.
    pub(super) fn server(&self) -> &[u8] {
        self.server.get(..self.len).unwrap_or_default()
    }

    /// Takes what the server tells; a length that can't be is as good as none.
    pub(super) fn learn(&mut self, server: &[u8]) {
        self.len = 0;
        if let Some(kept) = self.server.get_mut(..server.len())
            && SERVER.contains(&server.len())
        {
            kept.copy_from_slice(server);
            self.len = server.len();
        }
    }
}

/// What an answer shows of who sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// It repeats our part, or comes from a server that is not known to use cookies.
    Fine,
    /// Whoever sent it did not see our question, or is not the server that was met before.
    Doubtful,
}

/// The cookies by server.
#[derive(Default)]
pub(super) struct Jar(Mutex<HashMap<IpAddr, Cookie>>);

impl Jar {
    fn with<T>(&self, with: impl FnOnce(&mut HashMap<IpAddr, Cookie>) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The cookie to send.
    pub(super) fn of(&self, server: IpAddr) -> Cookie {
        self.with(|jar| {
            if REMEMBERED <= jar.len() && !jar.contains_key(&server) {
                jar.clear();
            }
            *jar.entry(server).or_insert_with(|| Cookie::fresh(random_bytes()))
        })
    }

    /// Judges an answer by the option that came with it, and keeps the server's part.
    pub(super) fn check(&self, server: IpAddr, sent: &Cookie, came: Option<&[u8]>) -> Trust {
        let Some(came) = came else {
            return if sent.server().is_empty() { Trust::Fine } else { Trust::Doubtful };
        };
        let Some((client, told)) = came.split_first_chunk::<8>() else { return Trust::Doubtful };
        if *client != sent.client {
            return Trust::Doubtful;
        }
        if told != sent.server() {
            self.with(|jar| {
                if let Some(cookie) = jar.get_mut(&server).filter(|c| c.client == sent.client) {
                    cookie.learn(told);
                }
            });
        }
        Trust::Fine
    }

    /// The server uses none any more: it said so over a connection, where nobody guesses.
    pub(super) fn forget(&self, server: IpAddr) {
        self.with(|jar| jar.remove(&server));
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const SERVER: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 53));

    #[test]
    fn only_who_saw_the_question_is_trusted() {
        let jar = Jar::default();
        let first = jar.of(SERVER);
        assert!(first.server().is_empty());
        let echo = |server: &[u8]| [first.client(), server].concat();
        assert_eq!(jar.check(SERVER, &first, None), Trust::Fine);
        assert_eq!(jar.check(SERVER, &first, Some(&[0; 16])), Trust::Doubtful);
        assert_eq!(jar.check(SERVER, &first, Some(&[0; 3])), Trust::Doubtful);
        assert_eq!(jar.check(SERVER, &first, Some(&echo(&[5; 16]))), Trust::Fine);
        let second = jar.of(SERVER);
        assert_eq!((second.client(), second.server()), (first.client(), &[5; 16][..]));
        assert_eq!(jar.check(SERVER, &second, None), Trust::Doubtful);
        jar.forget(SERVER);
        assert_ne!(jar.of(SERVER).client(), first.client());
    }

    #[test]
    fn hostile_names_do_not_fill_the_memory() {
        let jar = Jar::default();
        for n in 0..=u32::try_from(REMEMBERED).unwrap() {
            jar.of(IpAddr::V4(Ipv4Addr::from_bits(n)));
        }
        assert_eq!(jar.with(|jar| jar.len()), 1);
    }
}
