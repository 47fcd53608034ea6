import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Logger } from '#shared/logger.ts';
import { loadWorkspace } from '../../context/config/index.ts';
import { type Environment, type EnvironmentOptions, loadEnvironment } from './load-environment.ts';

const ignore = () => undefined;
const logger: Logger = { debug: ignore, info: ignore, warning: ignore, error: ignore, child: () => logger };

let dir: string;
let environment: Environment | undefined;

beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'hutch-environment-')));
});
afterEach(async () => {
  environment?.devices.dispose();
  environment = undefined;
  await rm(dir, { recursive: true });
});

async function write(name: string, ...lines: string[]): Promise<string> {
  const file = join(dir, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, lines.join('\n'));
  return file;
}

function plan(name: string): string[] {
  return [
    "import { definePlan } from '@hutch/sdk';",
    "import { z } from 'zod';",
    `export const ${name} = definePlan({ name: '${name}', description: 'A plan.', group: 'Test', params: z.object({}), *run() {} });`,
  ];
}

function devices(...declared: string[]): string[] {
  return [
    "import { DeviceManager, float, softSignalRW } from '@hutch/sdk';",
    ...declared.map(
      (name) => `export const ${name}s = new DeviceManager();\n${name}s.declare('${name}', () => softSignalRW(float));`,
    ),
  ];
}

/** Loads what `hutch.yaml` holds. */
async function loaded(yaml: string, more: Partial<EnvironmentOptions> = {}): Promise<Environment> {
  await write('hutch.yaml', yaml);
  const shipped = { plansDir: join(dir, 'shipped/plans'), deviceModule: join(dir, 'shipped/devices.ts') };
  const { sources } = await loadWorkspace({ cwd: dir, env: {}, shipped });
  const cacheDir = join(dir, 'cache');
  environment = await loadEnvironment({ sources, dir, cacheDir, mock: false, supplemental: {}, logger, ...more });
  return environment;
}

function planNames({ context }: Environment): string[] {
  return context.models().map(({ name }) => name);
}

describe('loadEnvironment', () => {
  it('loads folders, files with and without ending, packages, and what ships', async () => {
    await write('plans/a.ts', ...plan('a'));
    await write('b.mjs', ...plan('b'));
    await write('shipped/plans/count.ts', ...plan('count'));
    await write('node_modules/@i22/plans/package.json', '{"type": "module", "exports": "./index.ts"}');
    await write('node_modules/@i22/plans/index.ts', ...plan('installed'));
    await write('devices/one.ts', ...devices('stage'));
    await write('devices/names.ts', 'export const name = 1;');
    const environment = await loaded(`env:
  sources:
    - {kind: planFunctions, module: ./plans}
    - {kind: planFunctions, module: ./b}
    - {kind: planFunctions, module: "@i22/plans"}
    - {kind: planFunctions, module: "@hutch/plans"}
    - {kind: deviceManager, module: ./devices}`);
    expect(environment.errors).toEqual([]);
    expect(planNames(environment)).toEqual(['a', 'b', 'count', 'installed']);
    expect(environment.devices.allPaths()).toEqual(['stage']);
    const own = ['b.mjs', 'devices/names.ts', 'devices/one.ts', 'plans/a.ts', 'shipped/plans/count.ts'];
    expect(environment.sources).toEqual(own.map((name) => join(dir, name)));
    expect(environment.context.moduleOf('a')).toBe(join(dir, 'plans/a.ts'));
    const added = await write('plans/c.ts', ...plan('c'));
    expect((await environment.listModules()).filter((file) => !environment.sources.includes(file))).toEqual([added]);
  });

  it('says where a source is named that is not there, and loads the rest', async () => {
    await write('plans/a.ts', ...plan('a'));
    const environment = await loaded(`env:
  sources:
    - {kind: planFunctions, module: ./plan}
    - {kind: planFunctions, module: plans}
    - {kind: planFunctions, module: ./plans}`);
    const yaml = join(dir, 'hutch.yaml');
    expect(environment.errors.map(({ code, message }) => [code, message])).toEqual([
      ['module_failed', `${yaml}:3: There is no file and no folder ${join(dir, 'plan')}.`],
      [
        'module_failed',
        `${yaml}:4: No package plans is installed in ${dir}; a file or folder in it is written ./plans.`,
      ],
    ]);
    expect(planNames(environment)).toEqual(['a']);
  });

  it('names both files of a plan, and of a device, that is there twice', async () => {
    const files = [await write('plans/a.ts', ...plan('a')), await write('plans/b.ts', ...plan('a'))];
    const modules = [await write('d.ts', ...devices('stage')), await write('e.ts', ...devices('stage'))];
    const environment = await loaded(`env:
  sources:
    - {kind: planFunctions, module: ./plans}
    - {kind: deviceManager, module: ./d.ts}
    - {kind: deviceManager, module: ./e.ts}`);
    expect(environment.errors.map(({ message }) => message)).toEqual([
      `The device stage is declared twice: in ${modules.join(' and in ')}.`,
      `The plan a is defined twice: in ${files.join(' and in ')}.`,
    ]);
  });

  it('takes one manager of several by its name, and connects to stand-ins where that is said', async () => {
    await write('d.ts', ...devices('motor', 'detector'));
    await write('e.ts', ...devices('ring'));
    const environment = await loaded(`env:
  sources:
    - {kind: deviceManager, module: ./d.ts, name: motors, mock: true}
    - {kind: deviceManager, module: ./e.ts}`);
    expect(environment.errors).toEqual([]);
    expect(environment.devices.allPaths()).toEqual(['motor', 'ring']);
    await Promise.all(['motor', 'ring'].map((path) => environment.devices.connect(path)));
    expect(environment.devices.models().map(({ name, state }) => [name, state])).toEqual([
      ['motor', 'mock'],
      ['ring', 'connected'],
    ]);
    expect(environment.devices.simulated).toBe(true);
  });

  it('says which managers there are where the one that is named is missing', async () => {
    const file = await write('d.ts', ...devices('motor'));
    const { errors } = await loaded('env: {sources: [{kind: deviceManager, module: ./d.ts, name: motor}]}');
    expect(errors).toMatchObject([
      { code: 'module_failed', message: `${file}: it exports no device manager called motor; it exports motors.` },
    ]);
  });

  it('lets a plan import the devices that are loaded, and no others', async () => {
    await write('d.ts', ...devices('motor'));
    await write('plans/a.ts', "import { motors } from '../d.ts';", 'export const same = motors;', ...plan('a'));
    const environment = await loaded(`env:
  sources:
    - {kind: planFunctions, module: ./plans}
    - {kind: deviceManager, module: ./d.ts}
    - {kind: deviceManager, module: ./plans/a.ts}`);
    expect(environment.errors).toEqual([]);
  });

  it('evaluates a file once, whatever links lead to it', async () => {
    await write('real/d.ts', ...devices('motor'));
    await write('real/plans/a.ts', "import { motors } from '../d.ts';", 'export const same = motors;', ...plan('a'));
    await symlink(join(dir, 'real'), join(dir, 'link'));
    const environment = await loaded(`env:
  sources:
    - {kind: planFunctions, module: ./link/plans}
    - {kind: deviceManager, module: ./link/d.ts}
    - {kind: deviceManager, module: ./link/plans/a.ts}`);
    expect(environment.errors).toEqual([]);
    expect(environment.sources).toEqual([join(dir, 'real/d.ts'), join(dir, 'real/plans/a.ts')]);
  });

  it('takes plain paths as well, and is there when there is nothing to load', async () => {
    const file = await write('d.ts', ...devices('motor'));
    await write('plans/a.ts', ...plan('a'));
    const both = await loaded('', { planDirs: [join(dir, 'plans')], deviceModules: [{ module: file, mock: true }] });
    expect([planNames(both), both.devices.allPaths(), both.errors]).toEqual([['a'], ['motor'], []]);
    const none = await loaded('');
    expect([planNames(none), none.devices.allPaths(), none.errors, none.sources]).toEqual([[], [], [], []]);
  });
});
