//! What the scheduler says that was spent, and the time for latencies.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// CPU time of the thread that asks.
pub(crate) fn of_thread() -> io::Result<Duration> {
    read(Path::new("/proc/thread-self/schedstat"))
}

/// CPU time of every thread that is alive.
pub(crate) fn of_process() -> io::Result<Duration> {
    of_tasks(Path::new("/proc/self/task"))
}

/// The same of another process.
pub(crate) fn of_other(pid: u32) -> io::Result<Duration> {
    of_tasks(&Path::new("/proc").join(pid.to_string()).join("task"))
}

fn of_tasks(tasks: &Path) -> io::Result<Duration> {
    let mut sum = Duration::ZERO;
    for task in fs::read_dir(tasks)? {
        // A thread may end between the listing and the reading.
        sum += read(&task?.path().join("schedstat")).unwrap_or_default();
    }
    Ok(sum)
}

/// CPU time of another program on this machine.
pub(crate) fn of(pid: i32) -> io::Result<Duration> {
    read(Path::new(&format!("/proc/{pid}/schedstat")))
}

/// The first figure of the file is nanoseconds on a CPU, the kernel's part included.
fn read(path: &Path) -> io::Result<Duration> {
    let text = fs::read_to_string(path)?;
    let nanos = text.split_ascii_whitespace().next().and_then(|figure| figure.parse().ok());
    nanos.map(Duration::from_nanos).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// A point on the monotonic clock.
pub(crate) fn instant() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "latencies are measured, nothing is decided")]
    Instant::now()
}
