import { spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { run } from '../run.ts';
import { arbitraryCase } from './arbitrary-case.ts';

export interface LiveOptions {
  /** How many cases to draw. */
  readonly cases: number;
  /** Draws the same cases again. */
  readonly seed: number;
  /** A Python that has what `parity/python/requirements.txt` lists. */
  readonly python: string;
  /** The script that records. */
  readonly script: string;
  /** Where the cases are kept; emptied first. */
  readonly folder: string;
}

/**
 * Draws random cases, lets Bluesky itself record them, and runs them through our engine. Returns the exit status of {@link run};
 * 2 if Python could not record.
 */
export async function runLive({ cases, seed, python, script, folder }: LiveOptions): Promise<number> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [index, request] of fc.sample(arbitraryCase, { numRuns: cases, seed }).entries()) {
    const name = `live_${seed}_${String(index).padStart(4, '0')}`;
    await writeFile(join(folder, `${name}.json`), JSON.stringify({ name, ...request }, null, 1));
  }
  const recorded = spawnSync(python, [script, folder], { stdio: 'inherit' });
  if (recorded.error || recorded.status !== 0) {
    const why = recorded.error?.message ?? `it ended with status ${recorded.status}`;
    console.error(`${python} could not record the cases: ${why}`);
    return 2;
  }
  console.log(`seed ${seed}`);
  return run(folder);
}
