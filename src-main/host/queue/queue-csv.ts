import { HutchError } from '#shared/errors.ts';

/** One record of a table. */
export interface CsvRow {
  /** Its number as a spreadsheet counts rows: the header is 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

type Separator = ',' | ';' | '\t';

const SEPARATORS: readonly Separator[] = [',', ';', '\t'];

/**
 * Reads a table as RFC 4180 has it: cells in double quotes may hold separators, line ends and doubled quotes. The separator, comma,
 * semicolon or tab, is the one that the header has most of; between tabs a quote within a cell is a quote. Rows without any content are left out; a byte order mark is too.
 * @throws HutchError `bad_request`, naming the row: a quote that is never closed, or one in the middle of a cell
 */
export function readCsv(text: string): CsvRow[] {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const reader = new CsvReader(source, separatorOf(source));
  const rows: CsvRow[] = [];
  for (let row = 1; !reader.ended; row += 1) {
    const cells = reader.record(row);
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ row, cells });
  }
  return rows;
}

function separatorOf(text: string): Separator {
  const [header = ''] = text.split(/\r\n|\n|\r/, 1);
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

class CsvReader {
  readonly #text: string;
  readonly #separator: Separator;
  readonly #plainCell: RegExp;
  #at = 0;

  constructor(text: string, separator: Separator) {
    this.#text = text;
    this.#separator = separator;
    this.#plainCell = new RegExp(`[^${separator}\\r\\n]*`, 'y');
  }

  get ended(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The cells up to the next line end, which is taken as well. */
  record(row: number): string[] {
    const cells: string[] = [];
    for (;;) {
      cells.push(this.#text[this.#at] === '"' ? this.#quoted(row) : this.#plain(row));
      if (this.#text[this.#at] !== this.#separator) break;
      this.#at += 1;
    }
    this.#at += this.#text.startsWith('\r\n', this.#at) ? 2 : 1;
    return cells;
  }

  #plain(row: number): string {
    this.#plainCell.lastIndex = this.#at;
    const cell = this.#plainCell.exec(this.#text)?.[0] ?? '';
    this.#at += cell.length;
    // Spreadsheets copy cells that hold quotes as they are, between tabs.
    if (cell.includes('"') && this.#separator !== '\t')
      throw wrong(row, 'a cell with a quote in it must stand in quotes, with that quote doubled');
    return cell.trim();
  }

  #quoted(row: number): string {
    let cell = '';
    for (;;) {
      const end = this.#text.indexOf('"', this.#at + 1);
      if (end < 0) throw wrong(row, 'a quote is never closed');
      cell += this.#text.slice(this.#at + 1, end);
      this.#at = end + 1;
      if (this.#text[this.#at] !== '"') break;
      cell += '"';
    }
    const next = this.#text[this.#at];
    if (next !== undefined && next !== this.#separator && next !== '\r' && next !== '\n') {
      throw wrong(row, 'something stands between a closing quote and the end of the cell');
    }
    return cell;
  }
}

function wrong(row: number, what: string): HutchError {
  return new HutchError('bad_request', `Row ${row} of the table cannot be read: ${what}.`);
}
