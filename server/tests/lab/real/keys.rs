//! Keys and signatures, by the tools of ldns.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::case::Signed;

/// The keys of a world's zones, each made when it is first asked for.
pub(super) struct Keys {
    folder: PathBuf,
    /// The current key of each apex, and one that is no more.
    known: BTreeMap<String, [String; 2]>,
}

impl Keys {
    pub(super) fn new(folder: PathBuf) -> Self {
        fs::create_dir(&folder).unwrap();
        Self { folder, known: BTreeMap::new() }
    }

    fn of(&mut self, apex: &str) -> [String; 2] {
        let folder = self.folder.clone();
        let make = || {
            let name = format!("{apex}.");
            let arguments = ["-r", "/dev/urandom", "-a", "ECDSAP256SHA256", "-k", &name];
            output(&folder, "ldns-keygen", &arguments).trim().to_owned()
        };
        self.known.entry(apex.to_owned()).or_insert_with(|| [make(), make()]).clone()
    }

    fn read(&self, key: &str, extension: &str) -> String {
        fs::read_to_string(self.folder.join(format!("{key}.{extension}"))).unwrap()
    }

    /// The file of the key that validation begins with.
    pub(super) fn anchor(&mut self, apex: &str) -> PathBuf {
        let [key, _] = self.of(apex);
        self.folder.join(format!("{key}.key"))
    }

    /// What the parent says of the zone's keys.
    pub(super) fn ds(&mut self, apex: &str, signed: Signed) -> Option<String> {
        let [current, gone] = self.of(apex);
        match signed {
            Signed::No => None,
            Signed::Well | Signed::Expired | Signed::Stripped => Some(self.read(&current, "ds")),
            Signed::StaleDs => Some(self.read(&gone, "ds")),
        }
    }

    /// Signs the file of a zone; the name of the file to serve.
    pub(super) fn sign(&mut self, apex: &str, signed: Signed, file: &Path) -> PathBuf {
        let validity: &[&str] = match signed {
            Signed::No | Signed::Stripped => return file.to_owned(),
            Signed::Well | Signed::StaleDs => &[],
            Signed::Expired => &["-i", "20200101000000", "-e", "20200201000000"],
        };
        let [current, _] = self.of(apex);
        let (origin, file) = (format!("{apex}."), file.to_str().unwrap());
        let arguments = [validity, &["-o", &origin, file, &current]].concat();
        output(&self.folder, "ldns-signzone", &arguments);
        PathBuf::from(format!("{file}.signed"))
    }
}

/// What a program says when it is done; it must end well.
fn output(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).current_dir(folder).output();
    let done = done.unwrap_or_else(|e| panic!("{program} does not start: {e}"));
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{program} {arguments:?}: {said}");
    String::from_utf8(done.stdout).unwrap()
}
