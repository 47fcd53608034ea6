import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Hutch lies: the folder that holds `package.json`, `plans/`, `devices/` and `out/`, be it a clone or the packed application. */
export interface Application {
  root: string;
  version: string;
}

/**
 * Finds the application upwards from a module of its own. Works for the sources, for the build, whose files lie at other depths, and within
 * `app.asar`.
 *
 * @param from address of a module of the application: `import.meta.url`
 */
export function findApplication(from: string): Application {
  for (let folder = dirname(fileURLToPath(from)); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) {
      const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
      return { root: folder, version };
    }
  }
  throw new Error(`No package.json lies above ${from}.`);
}
