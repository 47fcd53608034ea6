import { formatNumber } from '../components/format-number.ts';
import { formatDuration } from '../components/format-time.ts';
import type { RunData } from '../stores/run-data.ts';
import type { RunRecord } from './use-run-record.ts';

/** One line of what is known of a run. */
export interface RunFact {
  label: string;
  value: string;
}

const fullMoment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** What is known of a run, from its documents, its request and the list of runs; what is not known is left out. */
export function runFacts({ start, stop, streams }: RunData, { summary, task }: RunRecord): RunFact[] {
  const ended = stop?.time ?? summary?.ended_at ?? null;
  const columns = { ...task?.columns, ...columnsOf(start.columns) };
  const facts: [string, string | undefined][] = [
    ['Plan', start.plan_name],
    ['Scan number', start.scan_id === undefined ? undefined : formatNumber(start.scan_id)],
    ['What for', text(start.purpose) ?? summary?.purpose ?? task?.purpose ?? undefined],
    ...Object.entries(columns).map(([name, value]): [string, string] => [name, String(value)]),
    ['Who', text(start.submitted_by) ?? task?.submitted_by],
    ['Session', text(start.instrument_session) ?? task?.instrument_session ?? undefined],
    ['Started', fullMoment.format(start.time * 1000)],
    [
      'Ended',
      ended === null ? undefined : `${fullMoment.format(ended * 1000)}, after ${formatDuration(ended - start.time)}`,
    ],
    ['Streams', [...streams.values()].map(({ name, length }) => `${name} ${formatNumber(length)}`).join(', ')],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function columnsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
