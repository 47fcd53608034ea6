import { HutchError } from '#shared/errors.ts';
import { CONFIG_FILE, configJsonSchema, type Workspace } from '../../../host/workspace/workspaces.ts';
import { findWorkspace } from '../../find-workspace.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';

/** `hutch config check`: reads the configuration; what is wrong with it is thrown. With `json` one value: `{ok, name, files, sources}`. */
export async function configCheck(context: CliContext, { json = false }: { json?: boolean }): Promise<ExitStatus> {
  const workspace = await configured(context);
  const { name, files, sources } = workspace;
  if (json) context.terminal.out(JSON.stringify({ ok: true, name, files, sources }));
  else context.terminal.out(`${files.join(', ')}: no mistakes. "hutch check" looks at plans and devices as well.`);
  return 0;
}

/** `hutch config schema`: JSON Schema of `hutch.yaml`. With `json` in one line. */
export async function configSchema(
  { terminal }: CliContext,
  { json = false }: { json?: boolean },
): Promise<ExitStatus> {
  terminal.out(json ? JSON.stringify(configJsonSchema()) : JSON.stringify(configJsonSchema(), null, 2));
  return 0;
}

/** `hutch config show`: what Hutch makes of all files, variables and defaults. With `json` one value. */
export async function configShow(context: CliContext, { json = false }: { json?: boolean }): Promise<ExitStatus> {
  const { name, files, dir, stateDir, config, sources } = await findWorkspace(context.application, context.files);
  if (json) {
    context.terminal.out(JSON.stringify({ name, files, dir, state_dir: stateDir, config, sources }));
    return 0;
  }
  const { stringify } = await import('yaml');
  const from =
    files.length > 0 ? files.join(', ') : `no ${CONFIG_FILE} is here or above: the simulated beamline that ships`;
  const paths = sources.map(({ module }, index) => `# env.sources[${index}]: ${module}`);
  const lines = [`# ${name}`, `# from ${from}`, `# state in ${stateDir}`, ...paths, stringify(config).trimEnd()];
  context.terminal.out(lines.join('\n'));
  return 0;
}

/** The workspace of a `hutch.yaml`. @throws HutchError `invalid_config` where there is none */
export async function configured({ application, files }: CliContext): Promise<Workspace> {
  const workspace = await findWorkspace(application, files);
  if (workspace.files.length > 0) return workspace;
  throw new HutchError('invalid_config', `No ${CONFIG_FILE} is here or in a folder above; "hutch init" makes one.`);
}
