import type { TableIssues } from './csv-issues.ts';
import type { CsvRow } from './csv-rows.ts';

interface CsvPreviewProps {
  /** The first one names the columns. */
  rows: readonly CsvRow[];
  issues: TableIssues;
}

/** More would not be read; those that are wrong are shown wherever they stand. */
const MOST_ROWS = 100;

/** The rows of a table as they were understood, with what is wrong beside the row that is. */
export function CsvPreview({ rows, issues: { byRow, others } }: CsvPreviewProps) {
  const [names, ...body] = rows;
  const head = names?.cells ?? [];
  const shown = body.filter(({ row }, index) => index < MOST_ROWS || byRow.has(row));
  const rest = body.length - shown.length;
  return (
    <>
      {others.length > 0 ? (
        <ul className="tone-fault table-issues">
          {others.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard */}
      <section className="scroll dialog-table" aria-label="Rows of the table" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th>Row</th>
              {head.map((name, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, names may come twice while somebody types
                <th key={column} className="left">
                  {name}
                </th>
              ))}
              {byRow.size > 0 ? <th className="left">What is wrong</th> : null}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ cells, row }) => (
              <tr key={row} className={byRow.has(row) ? 'table-bad' : undefined}>
                <td>{row}</td>
                {head.map((name, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: see above
                  <td key={`${name} ${column}`} className="left">
                    {cells[column]}
                  </td>
                ))}
                {byRow.size > 0 ? <td className="left tone-fault table-why">{byRow.get(row)?.join(' ')}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
        {rest > 0 ? <p className="table-rest">and {rest} more rows</p> : null}
      </section>
    </>
  );
}
