import type { TimelineEntry } from './behaviour-recorder.ts';
import { ANY } from './python-names.ts';

/** Kinds that are compared. What other threads do (`external`) lands where the scheduler of Python puts it. */
const COMPARED: ReadonlySet<string> = new Set([
  'msg',
  'state',
  'doc',
  'dev',
  'call',
  'return',
  'note',
  'waiting_hook',
  'tempsub',
]);

/** Entries in the form in which they are compared: what Python printed is left out. */
export function comparable(timeline: readonly TimelineEntry[]): TimelineEntry[] {
  return timeline.filter(([kind]) => COMPARED.has(kind)).map(withoutPrints);
}

/** The first difference between a recorded timeline and ours, in words; `null` when there is none. */
export function timelineDifference(recorded: readonly TimelineEntry[], ours: readonly TimelineEntry[]): string | null {
  const expected = comparable(recorded);
  const actual = comparable(ours);
  for (let i = 0; i < Math.max(expected.length, actual.length); i++) {
    if (matches(expected[i], actual[i])) continue;
    return `entry ${i}: recorded ${show(expected[i])}, ours ${show(actual[i])}`;
  }
  return null;
}

/** Whether they are equal; `ANY` on our side equals everything, and `null` equals what is missing. */
export function matches(recorded: unknown, ours: unknown): boolean {
  if (ours === ANY) return true;
  if (typeof recorded === 'number' && typeof ours === 'number')
    return Math.abs(recorded - ours) <= 1e-12 * Math.abs(recorded);
  if (typeof recorded === 'string' && typeof ours === 'string') return asPrinted(recorded) === asPrinted(ours);
  if (typeof recorded !== 'object' || recorded === null || typeof ours !== 'object' || ours === null) {
    return (recorded ?? null) === (ours ?? null);
  }
  if (Array.isArray(recorded) !== Array.isArray(ours)) return false;
  const keys = new Set([...Object.keys(recorded), ...Object.keys(ours)]);
  return [...keys].every((key) =>
    matches((recorded as Record<string, unknown>)[key], (ours as Record<string, unknown>)[key]),
  );
}

/** Python prints whole floats with a `.0`. */
function asPrinted(text: string): string {
  return text.replace(/(\d)\.0(?!\d)/g, '$1');
}

function withoutPrints(entry: TimelineEntry): TimelineEntry {
  const [kind, label, outcome] = entry;
  if (kind !== 'return') return entry;
  const { printed: _printed, ...rest } = outcome as Record<string, unknown>;
  return [kind, label, rest];
}

function show(entry: unknown): string {
  if (entry === undefined) return 'nothing more';
  return JSON.stringify(entry, (_, value: unknown) => (value === ANY ? '*' : value))?.slice(0, 400) ?? String(entry);
}
