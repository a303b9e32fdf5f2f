//! One question over UDP, as anybody could ask it.

use std::net::SocketAddr;
use std::time::Duration;

use app::domain::record::RecordType;
use fairlead::clock::random_bytes;
use hickory_proto::op::{Message, OpCode, Query, ResponseCode};
use hickory_proto::rr::Name;
use tokio::net::UdpSocket;
use tokio::time::timeout;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// In time.
    Nothing,
    /// The values of the answer section, whatever their types.
    Values(Vec<String>),
    Absence,
    Failure,
}

pub(super) async fn ask(
    from: SocketAddr,
    server: SocketAddr,
    name: &str,
    rtype: RecordType,
) -> Heard {
    let socket = UdpSocket::bind(from).await.unwrap();
    // An error of the network is heard as nothing: the server may not be there yet.
    let asking = async {
        socket.connect(server).await.ok()?;
        socket.send(&query(name, rtype)).await.ok()?;
        let mut buffer = [0; 4096];
        let len = socket.recv(&mut buffer).await.ok()?;
        Message::from_vec(&buffer[..len]).ok()
    };
    match timeout(PATIENCE, asking).await {
        Ok(Some(answer)) => heard(&answer),
        Ok(None) | Err(_) => Heard::Nothing,
    }
}

fn query(name: &str, rtype: RecordType) -> Vec<u8> {
    let labels = name.split('.').filter(|label| !label.is_empty());
    let name = Name::from_labels(labels.map(str::as_bytes)).unwrap();
    let id = u16::from_be_bytes(random_bytes::<2>());
    let mut message = Message::query();
    message.metadata.id = id;
    message.metadata.op_code = OpCode::Query;
    message.metadata.recursion_desired = true;
    message.queries.push(Query::query(name, rtype.as_str().parse().unwrap()));
    message.to_vec().unwrap()
}

fn heard(answer: &Message) -> Heard {
    match answer.metadata.response_code {
        ResponseCode::NoError if !answer.answers.is_empty() => {
            let values = answer.answers.iter().map(|record| record.data.to_string());
            Heard::Values(values.collect())
        }
        ResponseCode::NoError | ResponseCode::NXDomain => Heard::Absence,
        _ => Heard::Failure,
    }
}
