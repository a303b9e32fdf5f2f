//! Our own figures beside the least that could do the same, in one run: `./fairlead bench`.
//!
//! CPU time by operation is the verdict, wall clock is only told. All on loopback, all bounded
//! in count.

mod cpu;
mod dns;
mod http;
mod jwt;
mod load;
mod report;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    http::ask()?;
    http::minting()?;
    jwt::run()?;
    dns::run()
}
