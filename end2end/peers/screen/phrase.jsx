// A sentence in pieces: text, names set apart, values to copy, times for the reader's clock.
import { Chip } from "./copy.jsx";
import { Time } from "./time.jsx";

function Piece({ piece }) {
  if (typeof piece === "string") return piece;
  const { kind: Kind, text } = piece;
  switch (Kind) {
    case "b":
    case "bdi":
      return <Kind>{text}</Kind>;
    case "del":
    case "ins":
      return <Kind><span className="sr"> {piece.said} </span>{text}</Kind>;
    case "name":
      return (
        <span className="mono" dir="ltr">
          {text}
          {piece.marked && <mark>{piece.marked}</mark>}
        </span>
      );
    case "chip":
      return (
        <span className="keep">
          <Chip text={text} label={piece.label} />
          {piece.after}
        </span>
      );
    case "time":
      return <Time at={piece.at} how={piece.how} utc={text} />;
    case "left":
      return <span className="left" role="timer">{text}</span>;
  }
}

export function Phrase({ pieces }) {
  return pieces.map((piece, at) => <Piece key={at} piece={piece} />);
}
