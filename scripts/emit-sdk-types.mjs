import { execFile } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The declarations name each other by their sources, and shared code by an import of the package: both stand here. */
const MANIFEST = { type: 'module', imports: { '#shared/*.ts': './src-shared/*.d.ts' } };

/**
 * Writes `out/sdk`: the types of `@hutch/sdk`, for editors and for `hutch check`. They are emitted without being checked, which takes half a
 * second; `npm run types` checks.
 */
export async function emitSdkTypes() {
  const compiler = dirname(createRequire(import.meta.url).resolve('typescript-native/package.json'));
  const made = join(ROOT, 'out', 'sdk-new');
  const project = join(ROOT, 'scripts', 'sdk-types.tsconfig.json');
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  await run([join(compiler, 'bin', 'tsc'), '--project', project, '--outDir', made]);
  writeFileSync(join(made, 'package.json'), `${JSON.stringify(MANIFEST)}\n`);
  // In one step, nearly: somebody may be checking types at this moment.
  rmSync(join(ROOT, 'out', 'sdk'), { recursive: true, force: true });
  renameSync(made, join(ROOT, 'out', 'sdk'));
}

function run(args) {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (error, stdout, stderr) =>
      error ? reject(new Error(`the types of @hutch/sdk failed:\n${stdout}${stderr}`)) : resolve(),
    );
  });
}
