//! The widget's bundle is carried inside the binary: a new bundle is a new binary.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    writeln!(std::io::stdout(), "cargo:rerun-if-changed=../target/site")
}
