import type { ExportedText, Task } from '#shared/contract/index.ts';
import { inSlices } from '../../worker/in-slices.ts';

/** Tasks of the history in one file: who wants more asks for pages. */
export const MOST_EXPORTED = 10_000;

type Format = 'json' | 'yaml' | 'text';

const FILES: Readonly<Record<Format, { extension: string; media_type: string }>> = {
  json: { extension: 'json', media_type: 'application/json' },
  yaml: { extension: 'yaml', media_type: 'application/yaml' },
  text: { extension: 'txt', media_type: 'text/plain' },
};

/**
 * `tasks` as a file: all that is known of each as JSON or YAML, or a table for people. Traces are left out. Many tasks are written in
 * slices, so that a plan goes on beside it.
 * @param now seconds since the epoch; times in the table are those of this machine
 */
export async function exportedTasks(
  what: 'queue' | 'history',
  format: Format,
  tasks: readonly Task[],
  now: number,
): Promise<ExportedText> {
  const { extension, media_type } = FILES[format];
  const file_name = `hutch-${what}-${localTime(now).slice(0, 10)}.${extension}`;
  return { file_name, media_type, text: await WRITERS[format](tasks.map(withoutTrace)) };
}

const WRITERS: Readonly<Record<Format, (tasks: readonly Task[]) => Promise<string>>> = {
  json: async (tasks) => {
    const parts = await written(tasks, (task) => JSON.stringify(task, null, 2).replace(/^/gm, '  '));
    return parts.length > 0 ? `[\n${parts.join(',\n')}\n]\n` : '[]\n';
  },
  yaml: async (tasks) => {
    const { stringify } = await import('yaml');
    const parts = await written(tasks, (task) => stringify([task]));
    return parts.length > 0 ? parts.join('') : '[]\n';
  },
  text: async (tasks) => {
    const rows = [HEADER, ...(await written(tasks, tableRow))];
    const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const lines = rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
    return `${lines.join('\n')}\n`;
  },
};

async function written<R>(tasks: readonly Task[], write: (task: Task) => R): Promise<R[]> {
  const parts: R[] = [];
  await inSlices(tasks, (task) => parts.push(write(task)));
  return parts;
}

function withoutTrace(task: Task): Task {
  if (!task.error) return task;
  const { trace: _trace, ...error } = task.error;
  return { ...task, error };
}

const HEADER = ['plan', 'what for', 'state', 'by', 'began', 'took', 'parameters', 'why'];

function tableRow(task: Task): string[] {
  const { name, purpose, columns, state, hold, submitted_by, started_at, ended_at, params, error } = task;
  const own = Object.entries(columns).map(([column, value]) => `${column} ${String(value)}`);
  const took = started_at !== null && ended_at !== null ? `${(ended_at - started_at).toFixed(1)} s` : '';
  return [
    name,
    [...(purpose === null ? [] : [purpose]), ...own].join(', '),
    state === 'waiting' && hold ? 'held' : state,
    submitted_by,
    started_at === null ? '' : localTime(started_at),
    took,
    Object.keys(params).length > 0 ? JSON.stringify(params) : '',
    error?.message ?? hold?.reason ?? '',
  ].map((cell) => cell.replace(/\s+/g, ' '));
}

/** `2026-11-22 14:02:31`, by the clock of this machine. */
function localTime(seconds: number): string {
  const time = new Date(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`;
}
