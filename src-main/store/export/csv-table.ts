import type { StoredDocument } from '#shared/contract/index.ts';
import { plainJson } from './plain-json.ts';

type Doc = StoredDocument['doc'];

/** The events of one stream as lines of a CSV after RFC 4180: number, time, and a column for each data key, in the order of the descriptors. */
export class CsvTable {
  readonly #descriptors: ReadonlySet<unknown>;
  readonly #keys: readonly string[];

  /** @param descriptors those of the stream */
  constructor(descriptors: readonly Doc[]) {
    this.#descriptors = new Set(descriptors.map(({ uid }) => uid));
    this.#keys = [...new Set(descriptors.flatMap(({ data_keys }) => Object.keys((data_keys ?? {}) as Doc)))];
  }

  get header(): string {
    return line(['seq_num', 'time', ...this.#keys]);
  }

  /** The lines of a document; none if it is no event of this stream. */
  rows({ name, doc }: StoredDocument): string {
    if (!this.#descriptors.has(doc.descriptor)) return '';
    const data = (doc.data ?? {}) as Record<string, unknown>;
    if (name === 'event') return line([doc.seq_num, doc.time, ...this.#keys.map((key) => own(data, key))]);
    if (name !== 'event_page' || !Array.isArray(doc.seq_num)) return '';
    const times = asList(doc.time);
    const columns = this.#keys.map((key) => asList(own(data, key)));
    return doc.seq_num
      .map((seqNum, row) => line([seqNum, times[row], ...columns.map((column) => column[row])]))
      .join('');
  }
}

const own = (data: Record<string, unknown>, key: string) => (Object.hasOwn(data, key) ? data[key] : undefined);
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const line = (cells: readonly unknown[]) => `${cells.map(csvCell).join(',')}\r\n`;

/** What is absent is an empty cell; lists and objects are JSON. */
function csvCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? plainJson(value) : String(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
