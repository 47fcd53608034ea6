import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from './open-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const JITI = fileURLToPath(new URL('../../node_modules/jiti/lib/jiti-cli.mjs', import.meta.url));
const WRITER = fileURLToPath(new URL('./testing/crash-writer.ts', import.meta.url));
/** Documents of one run of the writer. */
const A_RUN = 53;

/** Lets the writer run, kills it once it has told of `documents`, and gives the last number that it told. */
async function killAfter(stateDir: string, documents: number): Promise<number> {
  const child = spawn(process.execPath, [JITI, WRITER, stateDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => {
    told += chunk.toString();
    const last = Number(told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1));
    if (last >= documents) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return Number(told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1));
}

describe('a process that was killed', () => {
  it.each([1, 60, 333])('has lost nothing that it had committed, after %i documents', async (documents) => {
    const stateDir = temporaryFolder();
    const told = await killAfter(stateDir, documents);
    expect(told).toBeGreaterThanOrEqual(documents);

    const { runs, tasks, problems } = openStore({ stateDir, now: () => 6000 });
    onTestFinished(() => runs.close());
    expect(problems).toEqual([]);
    const stored = runs
      .runs()
      .reverse()
      .map(({ uid }) => runs.documents(uid).documents);
    const total = stored.reduce((sum, list) => sum + list.length, 0);
    expect(total).toBeGreaterThanOrEqual(told);
    // The one commit that it may have made and not told of: an event, or the beginning of a run.
    expect(total).toBeLessThanOrEqual(told + 2);
    expect(runs.status().documents).toBe(total);

    for (const [run, list] of stored.entries()) {
      if (run < stored.length - 1) expect(list).toHaveLength(A_RUN);
      for (const [index, { name, doc }] of list.slice(2, 52).entries()) {
        const img = (index + 1) % 10 === 0 ? new Uint16Array(5000).fill(index + 1) : null;
        expect([name, doc.seq_num, doc.data]).toEqual(['event', index + 1, { det: index + 1, img, odd: Number.NaN }]);
      }
    }
    const { open, ended } = tasks.load();
    const whole = stored.filter((list) => list.length === A_RUN).length;
    expect(ended).toHaveLength(whole);
    expect(open.map(({ run_uids }) => run_uids[0])).toEqual(whole < stored.length ? [`run-${whole}`] : []);
    expect(runs.closeInterrupted({ uuid: () => 'x', reason: () => 'killed' })).toHaveLength(open.length);
  });
});
