import { mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogService } from '../status/log-service.ts';
import { SourceWatch } from './source-watch.ts';

let folder: string;
let plan: string;
let watch: SourceWatch;
let changes: (readonly string[])[];
let modules: string[];
const log = new LogService({ now: () => 1 });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hutch-sources-'));
  plan = join(folder, 'plan.ts');
  await writeFile(plan, 'one');
  changes = [];
  modules = [plan];
  watch = new SourceWatch({
    files: [plan],
    listModules: () => Promise.resolve(modules),
    onChange: (files) => changes.push(files),
    logger: log.logger('host'),
    quietMs: 20,
  });
});
afterEach(async () => {
  watch.dispose();
  watch.dispose();
  await rm(folder, { recursive: true });
});

describe('SourceWatch', () => {
  it('tells of a file that holds something else, and that it is as it was again', async () => {
    await writeFile(plan, 'two');
    await expect.poll(() => changes).toEqual([[plan]]);
    await writeFile(plan, 'one');
    await expect.poll(() => changes).toEqual([[plan], []]);
  });

  it('notices an editor that puts a new file in the place of the old one', async () => {
    await writeFile(join(folder, '.plan.swp'), 'two');
    await rename(join(folder, '.plan.swp'), plan);
    await expect.poll(() => changes).toEqual([[plan]]);
  });

  it('notices a file that is gone, and a module that is new', async () => {
    await rm(plan);
    await expect.poll(() => changes).toEqual([[plan]]);
    const second = join(folder, 'second.ts');
    modules = [second];
    await writeFile(second, 'new');
    await expect.poll(() => changes.at(-1)).toEqual([plan, second]);
  });

  it('says nothing of a file that was only touched', async () => {
    await utimes(plan, 1, 1);
    await writeFile(plan, 'one');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(changes).toEqual([]);
  });

  it('says in the log what it cannot watch, and goes on', () => {
    const gone = join(folder, 'gone', 'plan.ts');
    const options = { listModules: async () => [], onChange: () => undefined, logger: log.logger('host') };
    new SourceWatch({ files: [gone], ...options }).dispose();
    expect(log.recent().at(-1)).toMatchObject({ level: 'warning', message: expect.stringContaining('not noticed') });
  });
});
