import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { HutchError } from '#shared/errors.ts';

/** One thing that the compiler finds wrong. */
export interface TypeProblem {
  /** Absolute; absent for what concerns no file, as a wrong option. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** `TS2322` */
  readonly code: string;
  readonly message: string;
}

/** What a check of types found. */
export interface TypeCheck {
  /** Whose compiler it was, and which: `typescript 5.9.2 of the workspace`. */
  readonly compiler: string;
  /** Whether no file was there to be checked: plans and devices are in JavaScript, or in packages. */
  readonly isEmpty: boolean;
  readonly problems: readonly TypeProblem[];
}

const LIMIT_MS = 120_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** "No inputs were found in config file": not wrong in itself, because plans and devices need not be in TypeScript, nor in the workspace. */
const NO_FILES = 'TS18003';
const PROBLEM = /^(?:(.+?)\((\d+),(\d+)\): )?error (TS\d+): (.*)$/;

/**
 * Checks the types of a workspace with its own TypeScript, or else with that of the application; by its own `tsconfig.json`, or else by
 * `fallback`.
 *
 * @throws HutchError `timeout` after two minutes, `internal` when the compiler itself fails
 */
export async function checkTypes(dir: string, fallback: string, signal?: AbortSignal): Promise<TypeCheck> {
  const own = join(dir, 'tsconfig.json');
  const compiler = findCompiler(dir);
  const args = [compiler.script, '--project', existsSync(own) ? own : fallback, '--noEmit', '--pretty', 'false'];
  const { output, failed } = await run(args, dir, signal);
  const said = parseProblems(output, dir);
  if (failed && said.length === 0) {
    throw new HutchError('internal', `The compiler failed: ${output.trim().split('\n')[0] ?? ''}`, {
      details: { output },
    });
  }
  const problems = said.filter(({ code }) => code !== NO_FILES);
  return { compiler: compiler.name, isEmpty: problems.length < said.length, problems };
}

/** What the compiler prints, as data. A line that is indented goes on with the one before. */
export function parseProblems(output: string, dir: string): TypeProblem[] {
  const problems: TypeProblem[] = [];
  for (const text of output.split(/\r?\n/)) {
    const [, file, line, column, code, message = ''] = PROBLEM.exec(text) ?? [];
    const last = problems.at(-1);
    if (code !== undefined) {
      const place = file === undefined ? {} : { file: resolve(dir, file), line: Number(line), column: Number(column) };
      problems.push({ ...place, code, message });
    } else if (last && /^\s+\S/.test(text)) {
      problems[problems.length - 1] = { ...last, message: `${last.message}\n${text}` };
    }
  }
  return problems;
}

/** The compiler's script, to be run by Node. */
function findCompiler(dir: string): { script: string; name: string } {
  const own = manifestOf('typescript', join(dir, 'package.json'));
  if (own) return compilerAt(own, 'of the workspace');
  const shipped = manifestOf('typescript-native', import.meta.url);
  if (shipped) return compilerAt(shipped, 'that comes with Hutch');
  throw new HutchError('unavailable', 'There is no TypeScript to check types with: install it in the workspace.');
}

function compilerAt(manifest: string, whose: string): { script: string; name: string } {
  const { version } = createRequire(import.meta.url)(manifest) as { version: string };
  return { script: join(dirname(manifest), 'bin', 'tsc'), name: `TypeScript ${version} ${whose}` };
}

/** `package.json` of a package, as seen from a module; `undefined` where it is not installed. */
function manifestOf(name: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(`${name}/package.json`);
  } catch {
    return undefined;
  }
}

function run(args: readonly string[], cwd: string, signal?: AbortSignal): Promise<{ output: string; failed: boolean }> {
  const options = { cwd, timeout: LIMIT_MS, maxBuffer: MOST_BYTES, windowsHide: true, ...(signal && { signal }) };
  return new Promise((done, reject) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      if (signal?.aborted)
        return reject(new HutchError('cancelled', 'The check of types was ended.', { cause: error }));
      if (error?.killed) return reject(new HutchError('timeout', 'The compiler took longer than two minutes.'));
      done({ output: `${stdout}${stderr}`, failed: error !== null });
    });
  });
}
