//! A bounded load of HTTP/1.1 on kept connections, and the server under it in a thread of its own.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::time::Duration;

use axum::Router;
use futures::future::try_join_all;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;

use crate::cpu;
use crate::report::micros;

type Result<T> = std::result::Result<T, Box<dyn Error>>;
/// An error that can leave its thread.
pub(crate) type Fault = Box<dyn Error + Send + Sync>;

/// How much is asked for, and by how many at once.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    pub(crate) connections: u32,
    /// Of one round, over all connections.
    pub(crate) requests: u32,
    pub(crate) rounds: usize,
}

/// What is asked, where, and what comes back if all is well.
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) server: SocketAddr,
    pub(crate) request: Box<dyn Fn(u32) -> Vec<u8>>,
    pub(crate) status: &'static str,
    /// The process that answers, when it isn't this one.
    pub(crate) process: Option<u32>,
}

/// The figures of one round.
#[derive(Clone, Copy)]
pub(crate) struct Figures {
    /// The server's, by request.
    pub(crate) cpu_us: f64,
    pub(crate) per_second: f64,
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
}

/// Serves what `build` makes on a free port, from one thread, until the process ends.
pub(crate) fn serve<Building>(
    build: impl FnOnce() -> Building + Send + 'static,
) -> Result<SocketAddr>
where
    Building: Future<Output = std::result::Result<Router, Fault>>,
{
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || -> std::result::Result<(), Fault> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let routes = build().await?;
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            tell.send(listener.local_addr()?)?;
            Ok(axum::serve(listener, routes).await?)
        })
    });
    told.recv().map_err(|_| "a server did not start".into())
}

/// The subjects in turn, as often as there are rounds after one to warm up; of each the round
/// with the median CPU time.
pub(crate) fn compare(load: Load, subjects: &[Subject]) -> Result<Vec<Figures>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let mut rounds: Vec<Vec<Figures>> = subjects.iter().map(|_| Vec::new()).collect();
    for round in 0..=load.rounds {
        for (subject, kept) in subjects.iter().zip(&mut rounds) {
            let figures = runtime.block_on(measure(load, subject))?;
            if 0 < round {
                kept.push(figures);
            }
        }
    }
    let middle = |mut rounds: Vec<Figures>| {
        rounds.sort_by(|a, b| a.cpu_us.total_cmp(&b.cpu_us));
        rounds.get(rounds.len() / 2).copied().ok_or_else(|| "no round was run".into())
    };
    rounds.into_iter().map(middle).collect()
}

async fn measure(load: Load, subject: &Subject) -> Result<Figures> {
    let share = load.requests / load.connections;
    let spent = || -> Result<Duration> {
        let Some(process) = subject.process else {
            return Ok(cpu::of_process()?.saturating_sub(cpu::of_thread()?));
        };
        Ok(cpu::of_other(process)?)
    };
    let begun = (cpu::instant(), spent()?);
    let visits = (0..load.connections).map(|nth| visit(subject, nth * share, share));
    let mut latencies: Vec<Duration> = try_join_all(visits).await?.into_iter().flatten().collect();
    let (wall, server) = (begun.0.elapsed(), spent()?.saturating_sub(begun.1));
    latencies.sort_unstable();
    let at = |permille: usize| latencies.get(latencies.len() * permille / 1000).copied();
    Ok(Figures {
        cpu_us: micros(server, share * load.connections),
        per_second: f64::from(share * load.connections) / wall.as_secs_f64(),
        p50: at(500).unwrap_or_default(),
        p99: at(990).unwrap_or_default(),
    })
}

/// One connection, one request after another.
async fn visit(subject: &Subject, from: u32, count: u32) -> Result<Vec<Duration>> {
    let mut stream = TcpStream::connect(subject.server).await?;
    stream.set_nodelay(true)?;
    let mut latencies = Vec::new();
    let mut buffer = Vec::new();
    for nth in from..from + count {
        let request = (subject.request)(nth);
        let begun = cpu::instant();
        stream.write_all(&request).await?;
        let status = answer(&mut stream, &mut buffer).await?;
        latencies.push(begun.elapsed());
        if status != subject.status {
            return Err(
                format!("{}: answered {status}, not {}", subject.name, subject.status).into()
            );
        }
    }
    Ok(latencies)
}

/// Reads a whole answer, and returns its status.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<String> {
    const END: &[u8] = b"\r\n\r\n";
    buffer.clear();
    loop {
        if let Some(head) = buffer.windows(END.len()).position(|window| window == END) {
            let text = std::str::from_utf8(buffer.get(..head).unwrap_or_default())?;
            let length = text.lines().filter_map(|line| line.split_once(": "));
            let mut length = length.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
            let body: usize = length.next().map_or(Ok(0), |(_, length)| length.parse())?;
            if head + END.len() + body <= buffer.len() {
                return Ok(text.split(' ').nth(1).unwrap_or_default().to_owned());
            }
        }
        if stream.read_buf(buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
    }
}

/// The body of one answer.
pub(crate) fn fetch(server: SocketAddr, path: &str) -> Result<String> {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(server)?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (_, body) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
    Ok(body.to_owned())
}
