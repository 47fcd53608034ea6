import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Logger } from '#shared/logger.ts';
import { Device, DeviceManager, float, softSignalRW } from '../device/index.ts';
import { definePlan } from '../plan/define-plan.ts';
import { DeviceRegistry } from './device-registry.ts';
import { PlanContext } from './plan-context.ts';
import { Provenance } from './provenance.ts';

const run = promisify(execFile);
const ignore = () => undefined;
const logger: Logger = { debug: ignore, info: ignore, warning: ignore, error: ignore, child: () => logger };

let dir: string;

beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'hutch-provenance-')));
});
afterEach(() => rm(dir, { recursive: true }));

class Stage extends Device {
  readonly x = softSignalRW(float);
}

const nothing = definePlan({
  name: 'nothing',
  description: 'Does nothing.',
  group: 'Test',
  params: z.object({}),
  *run() {
    return undefined;
  },
});

async function write(name: string, text = ''): Promise<string> {
  const file = join(dir, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

function git(...args: string[]): Promise<string> {
  const who = ['-c', 'user.name=ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false'];
  return run('git', [...who, ...args], { cwd: dir }).then(({ stdout }) => stdout.trim());
}

/** The provenance of a plan in `plans/nothing.ts` and of devices in `devices.ts`; `nested` are files that were loaded as well. */
async function setUp({ mock = false, nested = [] as string[] } = {}) {
  const files = [join(dir, 'plans/nothing.ts'), join(dir, 'devices.ts')] as const;
  const devices = new DeviceRegistry({ logger });
  const manager = new DeviceManager();
  manager.declare('stage', () => new Stage({ simulated: true }));
  devices.add(manager, files[1], { mock });
  const context = new PlanContext(devices);
  context.register(nothing, files[0]);
  const hashes = new Map([...files, ...nested.map((name) => join(dir, name))].map((file) => [file, `hash of ${file}`]));
  return new Provenance({ context, devices, files: hashes, dir });
}

async function repository(): Promise<string> {
  await git('init', '--quiet');
  for (const name of ['plans/nothing.ts', 'devices.ts', 'lib/a.ts', 'notes.md']) await write(name);
  await write('.gitignore', 'secret.ts\n');
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'first');
  return git('rev-parse', 'HEAD');
}

describe('Provenance', () => {
  it('names module, commit, class, and what was loaded', async () => {
    const commit = await repository();
    const provenance = await setUp();
    expect(await provenance.of('nothing', ['stage', 'stage.x', 'none'])).toEqual({
      plan: { module: 'plans/nothing.ts', commit, dirty: false, sha256: `hash of ${join(dir, 'plans/nothing.ts')}` },
      devices: {
        stage: { class: 'Stage', module: 'devices.ts', commit, dirty: false, simulated: true },
        'stage.x': expect.objectContaining({ module: 'devices.ts', commit, dirty: false }),
      },
    });
  });

  it.each([
    ['a module that is changed', 'plans/nothing.ts', true],
    ['an imported file that is changed', 'lib/a.ts', true],
    ['an imported file that is new', 'lib/new.ts', true],
    ['an imported file that git ignores', 'secret.ts', true],
    ['a file that was not loaded', 'notes.md', false],
  ])('tells that a work tree is dirty by %s: %s', async (_what, name, dirty) => {
    const commit = await repository();
    await write(name, 'changed');
    const provenance = await setUp({ nested: name === 'notes.md' ? [] : [name] });
    expect((await provenance.of('nothing', [])).plan).toMatchObject({ commit, dirty });
  });

  it('knows no commit before the first one', async () => {
    await git('init', '--quiet');
    await write('plans/nothing.ts');
    await write('devices.ts');
    const provenance = await setUp();
    expect(await provenance.of('nothing', [])).toMatchObject({ plan: { module: 'plans/nothing.ts', dirty: true } });
    expect((await provenance.of('nothing', [])).plan).not.toHaveProperty('commit');
  });

  it.each(['no repository', 'no git', 'no time'])('does without: %s', async (why) => {
    await write('plans/nothing.ts');
    if (why !== 'no repository') await git('init', '--quiet');
    if (why === 'no git') vi.stubEnv('PATH', join(dir, 'nowhere'));
    const provenance = await setUp({ mock: true });
    if (why === 'no time') provenance.dispose();
    expect(await provenance.of('nothing', ['stage'])).toEqual({
      plan: { module: 'plans/nothing.ts', sha256: expect.any(String) },
      devices: { stage: { class: 'Stage', module: 'devices.ts', mock: true, simulated: true } },
    });
    vi.unstubAllEnvs();
    provenance.dispose();
  });

  it('asks once a load: what is committed later was not loaded', async () => {
    const commit = await repository();
    const provenance = await setUp();
    await provenance.start();
    await git('commit', '--quiet', '--allow-empty', '--message', 'second');
    expect((await provenance.of('nothing', [])).plan).toMatchObject({ commit });
  });

  it('is not led astray by the variables of a git hook', async () => {
    const commit = await repository();
    vi.stubEnv('GIT_DIR', join(dir, 'nowhere'));
    const { plan } = await (await setUp()).of('nothing', []);
    vi.unstubAllEnvs();
    expect(plan?.commit).toBe(commit);
  });
});
