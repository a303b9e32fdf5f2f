// A sentence in pieces: text, names set apart, values to copy, times for the reader's clock.
import { Chip } from "./copy.jsx";
import { Time } from "./time.jsx";

function Piece({ piece }) {
  if (typeof piece === "string") return piece;
  switch (piece.kind) {
    case "strong":
      return <b>{piece.text}</b>;
    case "given":
      return <bdi>{piece.text}</bdi>;
    case "name":
      return (
        <span className="mono" dir="ltr">
          {piece.text}
          {piece.marked && <mark>{piece.marked}</mark>}
        </span>
      );
    case "chip":
      return (
        <span className="keep">
          <Chip text={piece.text} label={piece.label} />
          {piece.after}
        </span>
      );
    case "time":
      return <Time at={piece.at} how={piece.how} utc={piece.text} />;
  }
}

export function Phrase({ pieces }) {
  return pieces.map((piece, at) => <Piece key={at} piece={piece} />);
}
