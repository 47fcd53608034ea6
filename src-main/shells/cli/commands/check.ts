import { relative } from 'node:path';
import { type DryLoad, dryLoad } from '../../../host/environment/dry-load.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { formatError } from '../format-error.ts';
import { checkTypes, type TypeCheck, type TypeProblem } from '../workspace/check-types.ts';
import { writeAuthorFiles } from '../workspace/write-author-files.ts';
import { configured } from './config.ts';

/**
 * `hutch check`: checks the types of a workspace, then loads its plans and builds its devices, without connecting any. Exit status 2 when
 * anything is wrong. With `json` one value: `{ok, types, plans, devices, errors}`.
 */
export async function check(context: CliContext, { json = false }: { json?: boolean }): Promise<ExitStatus> {
  const { application, terminal } = context;
  const workspace = await configured(context);
  const tsconfig = await writeAuthorFiles(workspace.dir, application.root);
  const [types, loaded] = await Promise.all([checkTypes(workspace.dir, tsconfig), dryLoad(workspace)]);
  const ok = types.problems.length === 0 && loaded.errors.length === 0 && !loaded.devices.some(({ error }) => error);
  if (json) terminal.out(JSON.stringify({ ok, types, ...loaded }));
  else for (const line of report(workspace.dir, types, loaded)) terminal.out(line);
  return ok ? 0 : 2;
}

function report(
  dir: string,
  { compiler, isEmpty, problems }: TypeCheck,
  { plans, devices, errors }: DryLoad,
): string[] {
  const failed = devices.filter(({ error }) => error !== undefined);
  return [
    ...problems.map((problem) => `error[${problem.code}]: ${placed(dir, problem)}`),
    ...errors.flatMap(formatError),
    ...failed.map(({ name, error }) => `error[device_failed]: ${name}: ${error}`),
    ...notes(plans),
    ...hints(problems),
    `types    ${isEmpty ? 'no TypeScript to check' : count(problems.length, 'error')} (${compiler})`,
    `plans    ${plans.length}${named(plans)}`,
    `devices  ${devices.length}${named(devices)}`,
    `modules  ${count(errors.length, 'error')}`,
  ];
}

/** Plans of others have defaults that a beamline need not have: by what is missing, not by plan. */
function notes(plans: DryLoad['plans']): string[] {
  const wanting = new Map<string, { name: string }[]>();
  for (const plan of plans) {
    if (plan.unavailable === undefined) continue;
    wanting.set(plan.unavailable, [...(wanting.get(plan.unavailable) ?? []), plan]);
  }
  return [...wanting].map(([why, these]) => `note: not to be run with the defaults${named(these)}: ${why}`);
}

function placed(dir: string, { file, line, column, message }: TypeProblem): string {
  return file === undefined ? message : `${relative(dir, file)}:${line}:${column}: ${message}`;
}

/** A workspace whose own `tsconfig.json` does not know where Hutch is has every import wrong, for one reason. */
function hints(problems: readonly TypeProblem[]): string[] {
  const lost = problems.some(({ code, message }) => code === 'TS2307' && message.includes("'@hutch/sdk'"));
  return lost ? ['  next: let tsconfig.json extend "./.hutch/tsconfig.json", which says where @hutch/sdk is'] : [];
}

function count(number: number, what: string): string {
  if (number === 0) return `no ${what}s`;
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}

function named(things: readonly { name: string }[]): string {
  const most = 12;
  const names = things.slice(0, most).map(({ name }) => name);
  return names.length > 0 ? `: ${names.join(', ')}${things.length > most ? ', ...' : ''}` : '';
}
