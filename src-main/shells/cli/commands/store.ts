import type { StoreStatus } from '#shared/contract/index.ts';
import { alignColumns } from '../align-columns.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { withRuns } from '../with-runs.ts';

export interface StoreOptions {
  json?: boolean;
}

/** `hutch store status` */
export function storeStatus(context: CliContext, { json }: StoreOptions): Promise<ExitStatus> {
  return withRuns<ExitStatus>(context, {}, async (api) => {
    const status = await api.request('store.status', {});
    for (const line of json ? [JSON.stringify(status)] : statusLines(status)) context.terminal.out(line);
    return 0;
  });
}

function statusLines({ kind, path, bytes, runs, documents, free_bytes, free_fraction, space }: StoreStatus): string[] {
  const percent = free_fraction === null ? '' : ` (${(free_fraction * 100).toFixed(1)} %)`;
  const warning = { ok: '', low: ': low, a warning stands', full: ': no new run starts' }[space];
  return alignColumns([
    ['store', kind === 'memory' ? 'in memory: nothing is kept' : (path ?? '')],
    ['size', bytesText(bytes)],
    ['runs', String(runs)],
    ['documents', String(documents)],
    ['free', free_bytes === null ? 'not known' : `${bytesText(free_bytes)}${percent}${warning}`],
  ]);
}

/** `hutch store check`: 1 when something is wrong with it. With `json` one value: `{ok, runs, documents, problems, notes}`. */
export async function storeCheck(context: CliContext, { json }: StoreOptions): Promise<ExitStatus> {
  const { terminal } = context;
  const { maintenance, place } = await here(context);
  const checked = maintenance.check(place);
  const { runs, documents, problems, notes } = checked;
  const ok = problems.length === 0;
  if (!json) for (const note of notes) terminal.err(`note: ${note}`);
  if (json) terminal.out(JSON.stringify({ ok, ...checked }));
  else if (ok)
    terminal.out(
      `The store of ${place.name} (${place.stateDir}) is whole: ${counted(runs ?? 0, 'run')}, ${counted(documents ?? 0, 'document')}.`,
    );
  else for (const problem of problems) terminal.err(`error[store_damaged]: ${problem}`);
  return ok ? 0 : 1;
}

/** `hutch store backup TO`: 1 when arrays were missing. With `json` one value: `{path, runs, bytes, missing}`. */
export async function storeBackup(context: CliContext, to: string, { json }: StoreOptions): Promise<ExitStatus> {
  const { terminal } = context;
  const { maintenance, place } = await here(context);
  const copied = maintenance.backup(place, to);
  const { path, runs, bytes, missing } = copied;
  terminal.out(json ? JSON.stringify(copied) : `copied ${counted(runs, 'run')}, ${bytesText(bytes)}, to ${path}`);
  for (const file of missing) terminal.err(`error[store_damaged]: ${file} was not there to be copied.`);
  return missing.length === 0 ? 0 : 1;
}

/** `hutch store vacuum`. With `json` one value: `{before, after, deleted}`. */
export async function storeVacuum(context: CliContext, { json }: StoreOptions): Promise<ExitStatus> {
  const { maintenance, place } = await here(context);
  const done = maintenance.vacuum(place);
  const { before, after, deleted } = done;
  const stray = deleted.length === 0 ? '' : `; arrays of no run deleted: ${deleted.length}`;
  context.terminal.out(json ? JSON.stringify(done) : `${bytesText(before)} before, ${bytesText(after)} now${stray}`);
  return 0;
}

async function here(context: CliContext) {
  return { place: await context.findWorkspace(context.files), maintenance: await context.maintenance() };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = '';
  for (const next of units) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return `${value.toPrecision(3)} ${unit}`;
}
