//! What people type or paste where a domain is asked for.

use app::domain::name::{Hostname, MAX_NAME, OwnerName};

use crate::intake;

/// Reads the text every way that it is read.
pub fn run(octets: &[u8]) {
    let text = String::from_utf8_lossy(octets);
    if let Ok(name) = text.parse::<OwnerName>() {
        assert!(name.as_str().len() <= MAX_NAME);
        assert_eq!(name.to_string().parse::<OwnerName>().as_ref(), Ok(&name));
        assert!(name.ancestors().all(|above| name.is_under(&above)));
    }
    if let Ok(hostname) = text.parse::<Hostname>() {
        assert_eq!(hostname.to_string().parse::<Hostname>().as_ref(), Ok(&hostname));
        assert!(!hostname.base().is_wildcard());
    }
    let read = intake::read(&text);
    assert_eq!(read, intake::read(&text));
    if let Ok(read) = read {
        // What was understood is understood the same when it comes back.
        let again = intake::read(read.hostname.as_str());
        assert_eq!(again.as_ref(), Ok(&read));
        assert!(read.challenge_name.is_under(&read.hostname.base()));
        let registrable = intake::registrable_domain(&read.hostname);
        let suffix = intake::public_suffix(&read.hostname);
        for above in registrable.into_iter().chain(suffix) {
            assert!(read.hostname.base().is_under(&above));
        }
        let _ = intake::kind(&read.hostname, None);
    }
}
