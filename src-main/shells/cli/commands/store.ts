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

/** `hutch store check`: 1 when the file is damaged. */
export async function storeCheck(context: CliContext, { json }: StoreOptions): Promise<ExitStatus> {
  const { maintenance, place } = await here(context);
  const { problems } = await maintenance.check(place);
  if (json) context.terminal.out(JSON.stringify({ ok: problems.length === 0, problems }));
  else if (problems.length === 0) context.terminal.out(`The store of ${place.name} (${place.stateDir}) is whole.`);
  else for (const problem of problems) context.terminal.err(`error[store_damaged]: ${problem}`);
  return problems.length > 0 ? 1 : 0;
}

/** `hutch store backup TO` */
export async function storeBackup(context: CliContext, to: string, { json }: StoreOptions): Promise<ExitStatus> {
  const { maintenance, place } = await here(context);
  const copied = await maintenance.backup(place, to);
  context.terminal.out(json ? JSON.stringify(copied) : `copied ${bytesText(copied.bytes)} to ${copied.path}`);
  return 0;
}

/** `hutch store vacuum` */
export async function storeVacuum(context: CliContext, { json }: StoreOptions): Promise<ExitStatus> {
  const { maintenance, place } = await here(context);
  const { before, after } = await maintenance.vacuum(place);
  context.terminal.out(
    json ? JSON.stringify({ before, after }) : `${bytesText(before)} before, ${bytesText(after)} now`,
  );
  return 0;
}

async function here(context: CliContext) {
  return { place: await context.findWorkspace(context.files), maintenance: await context.maintenance() };
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
