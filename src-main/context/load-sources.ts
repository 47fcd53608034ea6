import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { HutchError } from '#shared/errors.ts';
import type { WorkspaceSource } from './config/workspace.ts';
import { isInstalled } from './create-loader.ts';
import { type LoadedModule, listModules, type ModuleLoader } from './module-loader.ts';

/** One of the sources, loaded. */
export interface LoadedSource {
  readonly source: WorkspaceSource;
  /** The modules of a folder, or the one that is named; those that failed apart. */
  readonly modules: readonly LoadedModule[];
}

/** What came of loading all sources. */
export interface LoadedSources {
  readonly sources: readonly LoadedSource[];
  /** `module_failed` or `invalid_config`, each naming a file, with its line where it is known. */
  readonly errors: readonly HutchError[];
  /** Every file that was read, however deep and failed ones too, installed packages apart; with the sha256 (hex) of what it held. */
  readonly files: ReadonlyMap<string, string>;
}

/** Endings that a path may be written without. */
const ENDINGS = ['', '.ts', '.mts', '.js', '.mjs', '.cjs'];

/** Loads every source; what several of them import is evaluated once. What fails is in `errors`, the rest is loaded. Never rejects. */
export async function loadSources(sources: readonly WorkspaceSource[], loader: ModuleLoader): Promise<LoadedSources> {
  const errors: HutchError[] = [];
  const found: { source: WorkspaceSource; files: string[] }[] = [];
  for (const source of sources) {
    try {
      found.push({ source, files: await filesOf(source, loader) });
    } catch (thrown) {
      errors.push(HutchError.from(thrown, 'module_failed'));
    }
  }
  const report = await loader.load([...new Set(found.flatMap(({ files }) => files))]);
  const modules = new Map(report.modules.map((module) => [module.file, module]));
  return {
    sources: found.map(({ source, files }) => ({ source, modules: files.flatMap((file) => modules.get(file) ?? []) })),
    errors: [...errors, ...report.errors],
    files: await fingerprints(report.files),
  };
}

/** The files that would be loaded now, nested ones and installed packages apart: more than before when one was added to a folder. Never rejects. */
export async function listSources(sources: readonly WorkspaceSource[], loader: ModuleLoader): Promise<string[]> {
  const lists = await Promise.allSettled(sources.map((source) => filesOf(source, loader)));
  const files = lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []));
  return files.filter((file) => !isInstalled(file));
}

/** @throws HutchError `module_failed`, `invalid_config` for a folder that cannot be read */
async function filesOf(source: WorkspaceSource, loader: ModuleLoader): Promise<string[]> {
  const path = isAbsolute(source.module) ? source.module : loader.resolvePackage(source.module, source.dir);
  if (path === undefined) throw missing(source);
  const files = await filesAt(path);
  if (!files) throw missing(source);
  // Imports are resolved to where files really are: a file that is named by a link, too, would be evaluated twice.
  return Promise.all(files.map((file) => realpath(file)));
}

/** `undefined` where there is nothing. */
async function filesAt(path: string): Promise<string[] | undefined> {
  if ((await kindOf(path)) === 'folder') return listModules(path);
  for (const ending of ENDINGS) if ((await kindOf(path + ending)) === 'file') return [path + ending];
  return undefined;
}

function missing({ module, dir, at }: WorkspaceSource): HutchError {
  const what = isAbsolute(module)
    ? `There is no file and no folder ${module}.`
    : `No package ${module} is installed in ${dir}; a file or folder in it is written ./${module}.`;
  return new HutchError('module_failed', at === undefined ? what : `${at}: ${what}`, { details: { file: module } });
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

async function fingerprints(files: readonly string[]): Promise<Map<string, string>> {
  const hashes = await Promise.all(files.map(fingerprint));
  return new Map(files.map((file, index) => [file, hashes[index] ?? '']));
}

/** Empty for a file that is gone by now. */
async function fingerprint(file: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch {
    return '';
  }
}
