import { delimiter, join } from 'node:path';
import { loadWorkspace, type Workspace } from '../host/workspace/workspaces.ts';
import type { Application } from './application-root.ts';

/** Where a process stands, when it looks for its workspace. */
export interface Standpoint {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The workspace of a process: that of `files`, or of the files that `HUTCH_CONFIG` names, or of the nearest `hutch.yaml` at or above the current
 * folder; without any, the beamline that ships with the application.
 *
 * @throws HutchError `invalid_config`
 */
export function findWorkspace(
  { root }: Application,
  files: readonly string[],
  { cwd, env }: Standpoint = { cwd: process.cwd(), env: process.env },
): Promise<Workspace> {
  const shipped = { plansDir: join(root, 'plans'), deviceModule: join(root, 'devices', 'beamline.ts') };
  const configured = env.HUTCH_CONFIG?.split(delimiter).filter(Boolean) ?? [];
  return loadWorkspace({ files: files.length > 0 ? files : configured, cwd, env, shipped });
}
