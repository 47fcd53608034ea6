import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HutchError } from '#shared/errors.ts';
import { configJsonSchema } from '../../../host/workspace/workspaces.ts';

/** The folder beside `hutch.yaml` for what is this machine's alone; not for git. */
export const MACHINE_DIR = '.hutch';

/** Programs of their own cannot look into the archive of the packed application: what they read lies beside it. */
function onDisk(path: string): string {
  return path.replace(/app\.asar(?=[\\/]|$)/, 'app.asar.unpacked');
}

/**
 * What the compiler must know to check plans and devices: where the types of `@hutch/sdk`, zod and Node are, which are the application's, as the
 * modules themselves are.
 */
function compilerOptions(applicationRoot: string): object {
  const root = onDisk(applicationRoot);
  const types = join(root, 'node_modules', '@types');
  const hasNode = existsSync(join(types, 'node'));
  return {
    target: 'ES2023',
    module: 'ESNext',
    moduleResolution: 'bundler',
    // Without Node's own types, those of a browser have timers, URLs and abort signals as well.
    lib: ['ES2023', 'ESNext.Disposable', ...(hasNode ? [] : ['DOM'])],
    types: hasNode ? ['node'] : [],
    typeRoots: [types],
    paths: {
      '@hutch/sdk': [join(root, 'out', 'sdk', 'src-main', 'sdk', 'index.d.ts')],
      zod: [join(root, 'node_modules', 'zod', 'index.d.ts')],
    },
    strict: true,
    noImplicitOverride: true,
    noFallthroughCasesInSwitch: true,
    allowImportingTsExtensions: true,
    // Types of what a module in TypeScript imports from one in JavaScript, which itself is not checked.
    allowJs: true,
    resolveJsonModule: true,
    isolatedModules: true,
    skipLibCheck: true,
    noEmit: true,
  };
}

/**
 * Writes what editors and compilers need to know of this Hutch into `.hutch/` of a workspace: `tsconfig.json`, which the workspace's own extends,
 * and the JSON Schema of `hutch.yaml`. Both hold paths of this machine.
 *
 * @returns the path of `tsconfig.json`
 * @throws HutchError `invalid_config` when the folder cannot be written, or when the application has no types
 */
export async function writeAuthorFiles(dir: string, applicationRoot: string): Promise<string> {
  const sdk = join(onDisk(applicationRoot), 'out', 'sdk', 'src-main', 'sdk', 'index.d.ts');
  if (!existsSync(sdk))
    throw new HutchError('invalid_config', `The types of @hutch/sdk are missing: there is no ${sdk}.`);
  const tsconfig = {
    compilerOptions: compilerOptions(applicationRoot),
    include: ['../**/*.ts', '../**/*.mts'],
    exclude: ['../node_modules', '.'],
  };
  const folder = join(dir, MACHINE_DIR);
  try {
    // The store keeps its files here, too: nobody else's business.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, 'tsconfig.json'), `${JSON.stringify(tsconfig, null, 2)}\n`);
    await writeFile(join(folder, 'hutch.schema.json'), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HutchError('invalid_config', `${folder} cannot be written, and the compiler needs it: ${why}.`, {
      cause,
    });
  }
  return join(folder, 'tsconfig.json');
}
