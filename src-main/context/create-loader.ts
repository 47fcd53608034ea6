import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Jiti, JitiOptions } from 'jiti';

/** The part of jiti that its package wraps, and which alone lets us say how modules are imported natively. */
type CreateJiti = (id: string, options: JitiOptions, parts: object) => Jiti;

/** Whether a module belongs to an installed package: such ones do not change while Hutch runs. */
export function isInstalled(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}

/**
 * A jiti that evaluates every module of the author's itself. By default it hands JavaScript modules over to Node, which keeps them until the
 * process ends: an edited one would never be seen again. Installed packages are Node's, unless they import what only the application has.
 */
export function createLoader(options: JitiOptions): Jiti {
  const require = createRequire(import.meta.url);
  const dist = join(dirname(require.resolve('jiti/package.json')), 'dist');
  const createJiti = require(join(dist, 'jiti.cjs')) as CreateJiti;
  const transform: JitiOptions['transform'] = (source) =>
    (require(join(dist, 'babel.cjs')) as NonNullable<JitiOptions['transform']>)(source);
  return createJiti(
    import.meta.url,
    { transform, ...options },
    {
      createRequire,
      nativeImport,
      onError: (error: unknown) => {
        throw error;
      },
    },
  );
}

/** What is refused here, jiti translates and evaluates. */
async function nativeImport(id: string | URL): Promise<unknown> {
  const path = id instanceof URL || id.startsWith('file:') ? fileURLToPath(id) : id;
  const isFile = /^([\\/]|[A-Za-z]:[\\/])/.test(path);
  if (isFile && !isInstalled(path)) throw new Error(`${path} is evaluated by the loader`);
  return import(String(id));
}
