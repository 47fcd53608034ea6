import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { withHost } from '../with-host.ts';

/**
 * `hutch plans`: what can be run; a plan that cannot now says why. With `json` one plan a line, as the contract has it: `name`, `description`,
 * `schema`, `unavailable`.
 */
export function plans(context: CliContext, { json = false }: { json?: boolean }): Promise<ExitStatus> {
  return withHost<ExitStatus>(context, 'look', async ({ api }) => {
    const models = await api.request('plans.list', {});
    const width = Math.max(...models.map(({ name }) => name.length), 0);
    for (const model of models) {
      const told = model.unavailable === undefined ? model.description : `(not now: ${model.unavailable})`;
      context.terminal.out(json ? JSON.stringify(model) : `${model.name.padEnd(width)}  ${told}`);
    }
    return 0;
  });
}
