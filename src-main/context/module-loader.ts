import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createJiti, type Jiti } from 'jiti';
import { HutchError } from '#shared/errors.ts';
import { moduleFailed } from './module-failed.ts';

/** A module that was loaded, with what it exports. */
export interface LoadedModule {
  /** Absolute path. */
  readonly file: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** What came of loading: one module that fails keeps no other from being loaded. */
export interface LoadReport {
  readonly modules: readonly LoadedModule[];
  /** `module_failed`, each naming file, line and cause. */
  readonly errors: readonly HutchError[];
}

export interface ModuleLoaderOptions {
  /** Modules that the loaded ones share with the application, by name: `zod`, `@hutch/sdk`. */
  virtualModules: Readonly<Record<string, unknown>>;
  /** Folder for translated sources, so that only the first start translates. Only the user may write to it: what lies there is run. */
  cacheDir: string;
}

/**
 * Loads the modules of authors, TypeScript or JavaScript, as they stand on disk, with nothing compiled by hand.
 * They run with all rights of the application: loading is no sandbox.
 */
export class ModuleLoader {
  readonly #jiti: Jiti;

  constructor(options: ModuleLoaderOptions) {
    this.#jiti = createJiti(import.meta.url, {
      virtualModules: { ...options.virtualModules },
      fsCache: options.cacheDir,
      interopDefault: false,
    });
  }

  /** Loads `files` in order; modules that several of them import are evaluated once. Never rejects. */
  async load(files: readonly string[]): Promise<LoadReport> {
    const modules: LoadedModule[] = [];
    const errors: HutchError[] = [];
    const known = new Set(Object.keys(this.#jiti.cache));
    for (const path of files) {
      const file = resolve(path);
      try {
        modules.push({ file, exports: await this.#jiti.import<Record<string, unknown>>(file) });
      } catch (thrown) {
        errors.push(moduleFailed(file, thrown));
      }
    }
    this.#forgetModules(known);
    return { modules, errors };
  }

  /** The cache is one for the whole process: what stays there would come back, unchanged, at the next load. */
  #forgetModules(known: ReadonlySet<string>): void {
    for (const file of Object.keys(this.#jiti.cache)) {
      if (!known.has(file) && !file.includes('/node_modules/')) delete this.#jiti.cache[file];
    }
  }
}

/**
 * The modules of a folder, sorted, its subfolders apart: every `.ts`, `.mts`, `.js`, `.mjs` that is neither a test nor a declaration.
 * @throws HutchError `invalid_config` when the folder cannot be read.
 */
export async function listModules(dir: string): Promise<string[]> {
  try {
    const names = await readdir(dir);
    return names
      .filter((name) => /\.m?[jt]s$/.test(name) && !/\.(d|test|spec)\.m?[jt]s$/.test(name))
      .sort()
      .map((name) => join(dir, name));
  } catch (cause) {
    throw new HutchError('invalid_config', `The folder ${dir} cannot be read.`, { cause });
  }
}
