import { type DataKey, Event, EventDescriptor, EventPage, RunStart } from '#shared/documents/index.ts';
import { fixedDigits } from './fixed-digits.ts';

interface Column {
  field: string;
  title: string;
  width: number;
  /** Digits after the decimal point; `undefined` shows as many as the number has. */
  precision: number | undefined;
}

interface Row {
  seq_num: number;
  time: number;
  data: Record<string, unknown>;
}

const MIN_WIDTH = 10;

/**
 * The hinted scalars of a run's `primary` stream as lines of text, one an event, in the manner of Bluesky's LiveTable: what the plan moves first,
 * then what it reads. Give it every document in order; it answers with the lines to print.
 */
export class LiveTable {
  #dimensions: string[] = [];
  readonly #columns = new Map<string, Column[]>();
  #titled: string | undefined;

  /** The lines that a document adds; none for most documents. */
  lines(name: string, doc: Record<string, unknown>): string[] {
    switch (name) {
      case 'start':
        this.#dimensions = RunStart.parse(doc).hints?.dimensions?.flatMap(([fields]) => fields) ?? [];
        return [];
      case 'descriptor':
        this.#describe(EventDescriptor.parse(doc));
        return [];
      case 'event': {
        const event = Event.parse(doc);
        return this.#rows(event.descriptor, [event]);
      }
      case 'event_page': {
        const page = EventPage.parse(doc);
        return this.#rows(page.descriptor, rowsOf(page));
      }
      default:
        return [];
    }
  }

  #describe(descriptor: EventDescriptor): void {
    if (descriptor.name !== 'primary') return;
    const hinted = Object.values(descriptor.hints ?? {}).flatMap(({ fields }) => fields ?? []);
    const fields = new Set([...this.#dimensions.filter((field) => hinted.includes(field)), ...hinted]);
    const columns = [...fields].flatMap((field) => {
      const key = descriptor.data_keys[field];
      return key && isScalar(key) ? [columnOf(field, key)] : [];
    });
    this.#columns.set(descriptor.uid, columns);
  }

  #rows(descriptor: string, rows: Row[]): string[] {
    const columns = this.#columns.get(descriptor);
    if (!columns) return [];
    const titles = this.#titled === descriptor ? [] : [titleLine(columns)];
    this.#titled = descriptor;
    return [...titles, ...rows.map((row) => rowLine(row, columns))];
  }
}

function isScalar(key: DataKey): boolean {
  return key.dtype !== 'array' && key.external === undefined;
}

function columnOf(field: string, key: DataKey): Column {
  const title = key.units ? `${field} (${key.units})` : field;
  return { field, title, width: Math.max(MIN_WIDTH, title.length), precision: key.precision ?? undefined };
}

function titleLine(columns: Column[]): string {
  return ['    #', '       time', ...columns.map(({ title, width }) => title.padStart(width))].join('  ');
}

function rowLine({ seq_num, time, data }: Row, columns: Column[]): string {
  const cells = columns.map((column) => cell(data[column.field], column).padStart(column.width));
  return [String(seq_num).padStart(5), clockTime(time), ...cells].join('  ');
}

function cell(value: unknown, { precision, width }: Column): string {
  if (typeof value !== 'number') return value === undefined ? '' : String(value);
  const text = precision === undefined ? String(value) : fixedDigits(value, precision);
  return text.length <= width ? text : value.toPrecision(6);
}

/** Seconds since the epoch as the time of day here, to a tenth of a second. */
function clockTime(time: number): string {
  const date = new Date(time * 1000);
  const two = (part: number): string => String(part).padStart(2, '0');
  const tenths = Math.floor(date.getMilliseconds() / 100);
  return ` ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${tenths}`;
}

function rowsOf(page: EventPage): Row[] {
  return page.seq_num.map((seq_num, index) => ({
    seq_num,
    time: page.time[index] ?? 0,
    data: Object.fromEntries(Object.entries(page.data).map(([field, values]) => [field, values[index]])),
  }));
}
