import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { HutchError } from '#shared/errors.ts';
import type { ConfigNode } from './config-node.ts';
import { mergeNodes, nodeAt, placeText } from './config-node.ts';
import { HutchConfig } from './hutch-config.ts';
import type { Workspace, WorkspaceSource } from './workspace.ts';

/** The file that makes a folder a workspace. */
export const CONFIG_FILE = 'hutch.yaml';
const MOST_BYTES = 1_000_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** What comes with Hutch. Absolute paths. */
export interface Shipped {
  readonly plansDir: string;
  readonly deviceModule: string;
}

export interface WorkspaceOptions {
  /** Files to be merged, later ones over earlier ones; relative to `cwd`. None: `hutch.yaml` in `cwd` or in the nearest folder above. */
  readonly files?: readonly string[];
  readonly cwd: string;
  /** Variables: for `$NAME` in the files, `HUTCH_STATE_DIR`, `XDG_STATE_HOME`, `HOME`. */
  readonly env: Environment;
  readonly shipped: Shipped;
}

/**
 * Reads the configuration of a workspace. Where there is no `hutch.yaml` and none is named, it is the beamline that ships. Looks at
 * configuration alone: whether plans and devices are there is found out when they are loaded, and the folder for the state is not made.
 *
 * @throws HutchError `invalid_config`: a file that cannot be read or is not YAML, a key that is unknown or holds what it must not; the message
 * begins with file and line, `issues` has all of them
 */
export async function loadWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { cwd, env, shipped } = options;
  const files = options.files?.length ? options.files.map((file) => resolve(cwd, file)) : await findConfig(cwd);
  const [first] = files;
  if (first === undefined) return shippedWorkspace(shipped, env, cwd);
  // The reader of YAML is loaded where there is YAML: most commands must not wait for it.
  const [{ parseConfig }, { checkConfig }] = await Promise.all([
    import('./parse-config.ts'),
    import('./check-config.ts'),
  ]);
  const trees = await Promise.all(files.map(async (file) => parseConfig(await readConfig(file), file, env)));
  const { config, root } = checkConfig(trees.reduce(mergeNodes));
  const dir = dirname(first);
  const file = pathAt(root, ['logging', 'file'], config.logging.file, env);
  const path = pathAt(root, ['store', 'path'], config.store.path, env) ?? join(dir, '.hutch');
  return {
    name: basename(dir),
    files,
    dir,
    stateDir: givenStateDir(env, cwd) ?? path,
    config: { ...config, logging: { ...config.logging, ...(file && { file }) }, store: { ...config.store, path } },
    sources: resolvedSources(config, root, shipped, env),
  };
}

/** The simulated beamline, whose runs are kept with the user and not with the application. */
function shippedWorkspace(shipped: Shipped, env: Environment, cwd: string): Workspace {
  const { XDG_STATE_HOME: given } = env;
  // A relative one is to be ignored. Source: XDG Base Directory Specification.
  const stateHome = given && isAbsolute(given) ? given : join(home(env), '.local', 'state');
  const stateDir = givenStateDir(env, cwd) ?? join(stateHome, 'hutch', 'simulated');
  const dir = dirname(shipped.plansDir);
  return {
    name: 'simulated beamline',
    files: [],
    dir,
    stateDir,
    config: HutchConfig.parse({}),
    sources: [
      { kind: 'planFunctions', module: shipped.plansDir, dir, mock: false },
      { kind: 'deviceManager', module: shipped.deviceModule, dir, mock: false },
    ],
  };
}

function givenStateDir({ HUTCH_STATE_DIR: given }: Environment, cwd: string): string | undefined {
  return given ? resolve(cwd, given) : undefined;
}

async function findConfig(cwd: string): Promise<string[]> {
  for (let dir = resolve(cwd); ; dir = dirname(dir)) {
    const file = join(dir, CONFIG_FILE);
    if (await isFile(file)) return [file];
    if (dir === dirname(dir)) return [];
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function readConfig(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw new Error(`it has ${size} bytes, more than a configuration can need`);
    return await readFile(file, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HutchError('invalid_config', `${file} cannot be read: ${why}.`, { cause, details: { file } });
  }
}

function resolvedSources(config: HutchConfig, root: ConfigNode, shipped: Shipped, env: Environment): WorkspaceSource[] {
  const own = new Map([
    ['@hutch/plans', shipped.plansDir],
    ['@hutch/devices', shipped.deviceModule],
  ]);
  return config.env.sources.map((source, index) => {
    const { place } = nodeAt(root, ['env', 'sources', index, 'module']);
    const dir = dirname(place.file);
    const given = source.module;
    const module = own.get(given) ?? (isPath(given) ? resolvedPath(given, dir, env) : given);
    const at = placeText(place);
    if (source.kind === 'planFunctions') return { kind: source.kind, module, dir, mock: false, at };
    const { kind, name, mock } = source;
    return { kind, module, dir, mock, at, ...(name !== undefined && { name }) };
  });
}

/** A path, where the name of a package is possible as well. */
function isPath(module: string): boolean {
  return /^(\.{1,2}|~)?([\\/]|$)/.test(module) || isAbsolute(module);
}

function pathAt(
  root: ConfigNode,
  path: readonly string[],
  given: string | undefined,
  env: Environment,
): string | undefined {
  return given === undefined ? undefined : resolvedPath(given, dirname(nodeAt(root, path).place.file), env);
}

/** Relative to the file that says it; `~` is the user's home, as in a shell. */
function resolvedPath(path: string, dir: string, env: Environment): string {
  return /^~([\\/]|$)/.test(path) ? join(home(env), path.slice(1)) : resolve(dir, path);
}

function home(env: Environment): string {
  return env.HOME || homedir();
}
