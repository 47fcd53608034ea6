/** One row of a table. */
export interface CsvRow {
  /** Counted from 1, the row of names included, as a spreadsheet and the host do. */
  row: number;
  cells: readonly string[];
}

/**
 * The rows of a text as a spreadsheet writes it (RFC 4180): cells apart by commas, semicolons or tabs, whichever the first line has most of,
 * quoted where they hold one. Empty lines are left out. This is for showing them: what they mean is for the host to say.
 */
export function csvRows(text: string): CsvRow[] {
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let number = 0;
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = (): void => {
    row.push(cell);
    cell = '';
    number += 1;
    if (row.some((each) => each.trim() !== '')) rows.push({ row: number, cells: row.map((each) => each.trim()) });
    row = [];
  };
  const source = text.replace(/^\uFEFF/, '');
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at] as string;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (char === '"' && cell.trim() === '') {
      isQuoted = true;
      cell = '';
    } else if (char === separator) {
      row.push(cell);
      cell = '';
    } else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

function separatorOf(text: string): string {
  const first = text.slice(0, text.indexOf('\n') === -1 ? undefined : text.indexOf('\n'));
  const count = (char: string): number => first.split(char).length;
  return [',', ';', '\t'].reduce((best, char) => (count(char) > count(best) ? char : best));
}
