import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Jiti } from 'jiti';
import { HutchError } from '#shared/errors.ts';
import { createLoader, isInstalled } from './create-loader.ts';
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
  /**
   * Every file that was read: the modules, what they import however deep, and those that failed. Absolute paths, sorted; installed packages apart,
   * which do not change while Hutch runs.
   */
  readonly files: readonly string[];
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
    this.#jiti = createLoader({
      virtualModules: { ...options.virtualModules },
      fsCache: options.cacheDir,
      interopDefault: false,
    });
  }

  /** Loads `files` in order; modules that several of them import are evaluated once. Never rejects. */
  async load(files: readonly string[]): Promise<LoadReport> {
    const modules: LoadedModule[] = [];
    const errors: HutchError[] = [];
    const read = new Set<string>();
    const known = new Set(Object.keys(this.#jiti.cache));
    for (const path of files) {
      const file = resolve(path);
      read.add(file);
      try {
        modules.push({ file, exports: await this.#jiti.import<Record<string, unknown>>(file) });
      } catch (thrown) {
        const error = moduleFailed(file, thrown);
        errors.push(error);
        // What failed is not in the cache, and yet it is what will be put right.
        if (typeof error.details?.at === 'string') read.add(error.details.at);
      }
    }
    for (const file of this.#forgetModules(known)) read.add(file);
    return { modules, errors, files: [...read].filter((file) => !isInstalled(file)).sort() };
  }

  /** The file of a package that is installed in `dir` or above; `undefined` where there is none of that name. */
  resolvePackage(name: string, dir: string): string | undefined {
    const found = this.#jiti.esmResolve(name, { parentURL: pathToFileURL(join(dir, 'hutch.yaml')), try: true });
    return found?.startsWith('file:') ? fileURLToPath(found) : undefined;
  }

  /**
   * Returns what was loaded. The cache is one for the whole process: what stays there would come back, unchanged, at the next load. What Node
   * has loaded stays, data apart: there are packages that cannot be loaded twice.
   */
  #forgetModules(known: ReadonlySet<string>): string[] {
    const loaded = Object.entries(this.#jiti.cache).filter(
      ([file, module]) =>
        !known.has(file) && ('evalModule' in module.require || (file.endsWith('.json') && !isInstalled(file))),
    );
    for (const [file] of loaded) delete this.#jiti.cache[file];
    return loaded.map(([file]) => file);
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
