import type { SimSwitches } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { alignColumns } from '../align-columns.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { withRunning } from '../with-running.ts';

interface SimOptions {
  json?: boolean;
  url?: string;
}

/** `hutch sim ls`: the simulated devices of a running Hutch, what is wrong with each, and what can be. */
export function simList(context: CliContext, options: SimOptions): Promise<ExitStatus> {
  return withRunning<ExitStatus>(context, options, async (api) => {
    const list = await api.request('sim.list', {});
    if (list.length === 0 && !options.json) context.terminal.err('No device is simulated there.');
    return tell(context, list, options);
  });
}

/** `hutch sim fault NAME KIND [AFTER]`. */
export async function simFault(
  context: CliContext,
  { name, kind, after = '0' }: { name: string; kind: string; after?: string },
  options: SimOptions,
): Promise<ExitStatus> {
  if (!/^\d+$/.test(after)) {
    throw new HutchError('usage', `"${after}" is no number of operations that go well before the fault.`);
  }
  const request = { device: name, kind, after: Number(after) };
  return withRunning(context, options, async (api) =>
    tell(context, [await api.request('sim.fault', request)], options),
  );
}

/** `hutch sim clear [NAME]`. */
export function simClear(context: CliContext, name: string | undefined, options: SimOptions): Promise<ExitStatus> {
  const input = name === undefined ? {} : { device: name };
  return withRunning(context, options, async (api) => tell(context, await api.request('sim.clear', input), options));
}

function tell({ terminal }: CliContext, list: readonly SimSwitches[], { json = false }: SimOptions): ExitStatus {
  const rows = list.map(({ device, fault, after, faults }) => [
    device,
    after ? `${fault} after ${after} more` : fault,
    faults.filter((name) => name !== 'none').join(', '),
  ]);
  for (const line of json ? list.map((each) => JSON.stringify(each)) : alignColumns(rows)) terminal.out(line);
  return 0;
}
