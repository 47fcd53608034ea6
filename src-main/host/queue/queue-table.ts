import type { QueueColumn, TaskRequest } from '#shared/contract/index.ts';
import { type ErrorIssue, HutchError } from '#shared/errors.ts';
import type { Json } from '#shared/json.ts';
import { nearestNames } from '../../context/nearest-names.ts';
import { type CsvRow, readCsv } from './queue-csv.ts';

/** What the columns of a table may be called. */
export interface TableColumns {
  /** Parameters of the plan. */
  readonly parameters: readonly string[];
  /** Columns of the beamline. */
  readonly columns: readonly QueueColumn[];
}

/** A row of a table as a request. */
export interface TableRequest {
  /** As a spreadsheet counts: the header is 1. */
  readonly row: number;
  readonly request: TaskRequest;
  /** What of the row could not be put into the request; nothing is looked at twice. */
  readonly issues: readonly ErrorIssue[];
}

/** A table as it was read. */
export interface QueueTable {
  readonly rows: readonly TableRequest[];
  /** The column whose cells hold what is at a place in a request (`params.axes[0].stop`), or that place as the operator knows it. */
  readonly columnAt: (path: string) => string;
}

/** Where the cells of one column go. */
type Target =
  | { readonly kind: 'param'; readonly path: readonly (string | number)[] }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'text'; readonly field: 'purpose' | 'instrument_session' };

interface Column {
  readonly header: string;
  readonly target: Target;
}

/**
 * Makes a request for the plan `name` of each row of a table. The first row names what the columns are: a parameter or a place in one
 * (`num`, `axes[0].stop`), `purpose`, `instrument_session`, or a column of the beamline's. Where a parameter and a column of the
 * beamline's have one name, `params.` or `columns.` before it tells which. A cell of a parameter is JSON where it can be read as such, and
 * text otherwise (`12` is a number, `"12"` a text); any other cell is text. An empty cell is absent.
 * @throws HutchError `bad_request`: it is no table, or its header names what is not there
 */
export function queueTable(name: string, csv: string, known: TableColumns): QueueTable {
  const [header, ...rows] = readCsv(csv);
  if (!header) throw new HutchError('bad_request', 'The table is empty: its first row must name parameters.');
  if (rows.length === 0) throw new HutchError('bad_request', 'The table has a header and no rows.');
  const columns = header.cells.map((cell, index) => columnOf(cell, index, known));
  const twice = columns.find(({ header: one }, index) => columns.findIndex((other) => other.header === one) !== index);
  if (twice) throw new HutchError('bad_request', `The table has the column ${twice.header} twice.`);
  return { rows: rows.map((row) => requestOf(name, row, columns)), columnAt: (path) => columnAt(path, columns) };
}

function columnOf(cell: string, index: number, { parameters, columns }: TableColumns): Column {
  const header = cell.trim();
  if (header === '') throw new HutchError('bad_request', `Column ${index + 1} of the table has no name.`);
  const wanted = /^(?:(params|columns)\.)?(.+)$/.exec(header);
  const [, scope, rest = header] = wanted ?? [];
  const path = parsedPath(rest);
  const isParameter = path !== undefined && parameters.includes(String(path[0]));
  if (path && isParameter && scope !== 'columns') return { header, target: { kind: 'param', path } };
  if (scope !== 'params' && columns.some(({ name }) => name === rest)) {
    return { header, target: { kind: 'column', name: rest } };
  }
  if (header === 'purpose' || header === 'instrument_session')
    return { header, target: { kind: 'text', field: header } };
  const names = [...parameters, ...columns.map((column) => column.name), 'purpose', 'instrument_session'];
  const near = nearestNames(path ? String(path[0]) : rest, names);
  const hint = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : `; there are ${names.join(', ')}.`;
  throw new HutchError('bad_request', `The table has a column ${header}, which is no parameter${hint}`);
}

/** The largest index of a list: a larger one is a slip, and would fill memory. */
const MOST_INDEX = 999;

/** `axes[0].stop` as `['axes', 0, 'stop']`; `undefined` for what is no path. */
function parsedPath(text: string): (string | number)[] | undefined {
  if (!/^[A-Za-z_]\w*(?:\[\d{1,3}\]|\.[A-Za-z_]\w*)*$/.test(text)) return undefined;
  const path = [...text.matchAll(/\[(\d+)\]|[A-Za-z_]\w*/g)].map(([key, index]) => (index ? Number(index) : key));
  const isSafe = path.every((key) => key !== '__proto__' && (typeof key === 'string' || key <= MOST_INDEX));
  return isSafe ? path : undefined;
}

function requestOf(name: string, { row, cells }: CsvRow, columns: readonly Column[]): TableRequest {
  const params: Record<string, Json> = {};
  const own: Record<string, string> = {};
  const texts: { purpose?: string; instrument_session?: string } = {};
  const issues: ErrorIssue[] = [];
  const wrong = (path: string, message: string) => issues.push({ path, code: 'bad_request', message });
  if (cells.slice(columns.length).some((cell) => cell !== '')) {
    wrong('', `Row ${row} of the table has ${cells.length} cells, the header has ${columns.length}.`);
  }
  for (const [index, { header, target }] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '') continue;
    if (target.kind === 'column') own[target.name] = cell;
    else if (target.kind === 'text') texts[target.field] = cell;
    else if (!put(params, target.path, jsonOrText(cell))) {
      wrong(header, 'another column says that this is something else');
    }
  }
  return { row, request: { name, params, ...texts, ...(Object.keys(own).length > 0 && { columns: own }) }, issues };
}

function jsonOrText(cell: string): Json {
  try {
    return JSON.parse(cell) as Json;
  } catch {
    return cell;
  }
}

/** Puts `value` at a path, making lists and objects on the way; `false` where something else is there. */
function put(root: Record<string, Json>, path: readonly (string | number)[], value: Json): boolean {
  let at: Json = root;
  for (const [depth, key] of path.entries()) {
    if (!holds(at, key)) return false;
    const isLast = depth === path.length - 1;
    const there = child(at, key);
    if (isLast && there !== undefined) return false;
    const next: Json = isLast ? value : (there ?? (typeof path[depth + 1] === 'number' ? [] : {}));
    if (Array.isArray(at)) {
      // A list has no holes: what no cell fills is told by the check of the request.
      while (at.length < Number(key)) at.push(null);
      at[Number(key)] = next;
    } else at[key] = next;
    at = next;
  }
  return true;
}

type Container = Json[] | { [key: string]: Json };

function holds(at: Json, key: string | number): at is Container {
  return Array.isArray(at) ? typeof key === 'number' : typeof at === 'object' && at !== null && typeof key === 'string';
}

function child(at: Container, key: string | number): Json | undefined {
  const there = Array.isArray(at) ? at[Number(key)] : at[String(key)];
  return there ?? undefined;
}

function columnAt(place: string, columns: readonly Column[]): string {
  const bare = place.replace(/^(params|columns)\./, '');
  const holder = columns.find(({ header }) => [bare, place].some((path) => isWithin(path, header)));
  return holder?.header ?? bare;
}

/** Whether the cells of a column called `header` hold what is at `path`: `detectors` holds `detectors[0]`. */
function isWithin(path: string, header: string): boolean {
  return path === header || path.startsWith(`${header}.`) || path.startsWith(`${header}[`);
}
