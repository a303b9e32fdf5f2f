// Where each record is visible: a row for every server that was asked.
import { Stamp } from "./icon.jsx";
import { Phrase } from "./phrase.jsx";

function Row({ row }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <span className="mono" dir="ltr">{row.name}</span>
        {row.address && <small className="mono" dir="ltr">{row.address}</small>}
        <small><Phrase pieces={row.asked} /></small>
      </th>
      <td role="cell">
        <Stamp stamp={row.stand} />
        {row.until && <small><Phrase pieces={row.until} /></small>}
      </td>
      <td role="cell">
        {row.values.map((value, at) => <span key={at} className="mono value" dir="ltr">{value}</span>)}
        {row.none && <span className={row.none.className}><Phrase pieces={row.none.pieces} /></span>}
      </td>
    </tr>
  );
}

function Table({ table }) {
  return (
    <table className="seen" role="table">
      <caption className="mono" dir="ltr">{table.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {table.columns.map((name) => <th key={name} scope="col" role="columnheader">{name}</th>)}
        </tr>
      </thead>
      {table.sides.map((side) => (
        <tbody key={side.heading} role="rowgroup">
          <tr role="row" className="side">
            <th scope="rowgroup" colSpan={3} role="rowheader">{side.heading}</th>
          </tr>
          {side.rows.map((row) => <Row key={row.key} row={row} />)}
        </tbody>
      ))}
    </table>
  );
}

export function Seen({ seen }) {
  return (
    <div id="seen">
      {seen.tables.length > 0 && (
        <details className="fold">
          <summary>{seen.summary}</summary>
          <p className="muted">{seen.why}</p>
          {seen.tables.map((table, at) => <Table key={at} table={table} />)}
        </details>
      )}
    </div>
  );
}
