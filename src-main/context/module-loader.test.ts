import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as zod from 'zod';
import { listModules, ModuleLoader } from './module-loader.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hutch-loader-'));
});
afterEach(() => rm(dir, { recursive: true }));

const sdk = {
  greeting: 'hello',
  refuse: () => {
    throw new TypeError('not like this');
  },
};

function loader() {
  return new ModuleLoader({ virtualModules: { '@hutch/sdk': sdk, zod }, cacheDir: join(dir, 'cache') });
}

/** Writes a file of the workspace and returns its path. */
async function write(name: string, ...lines: string[]): Promise<string> {
  const file = join(dir, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, lines.join('\n'));
  return file;
}

describe('ModuleLoader', () => {
  it('loads TypeScript as it stands, with the SDK and zod of the application', async () => {
    const file = await write(
      'plan.ts',
      "import { z } from 'zod';",
      "import { greeting } from '@hutch/sdk';",
      "import { half } from './lib/half.ts';",
      'enum Colour { Red = 3 }',
      'export const values: unknown[] = [greeting, half(4 as number), Colour.Red, z.string()];',
    );
    await write('lib/half.ts', 'export const half = (x: number): number => x / 2;');
    const { modules, errors } = await loader().load([file]);
    expect(errors).toEqual([]);
    expect(modules[0]?.file).toBe(file);
    const values = modules[0]?.exports.values as unknown[];
    expect(values.slice(0, 3)).toEqual(['hello', 2, 3]);
    expect(values[3]).toBeInstanceOf(zod.ZodString);
  });

  it('evaluates a module that two others import once, and anew at the next load', async () => {
    await write('state.ts', 'export const state = {};');
    const a = await write('a.ts', "export { state } from './state.ts';");
    const b = await write('b.ts', "export { state } from './state.ts';");
    const first = await loader().load([a, b]);
    expect(first.modules[0]?.exports.state).toBe(first.modules[1]?.exports.state);
    const second = await loader().load([a]);
    expect(second.modules[0]?.exports.state).not.toBe(first.modules[0]?.exports.state);
  });

  it('sees what was edited in between, in a nested file too', async () => {
    await write('lib/n.ts', 'export const n = 1;');
    const file = await write('a.ts', "export { n } from './lib/n.ts';");
    expect((await loader().load([file])).modules[0]?.exports.n).toBe(1);
    await write('lib/n.ts', 'export const n = 2;');
    expect((await loader().load([file])).modules[0]?.exports.n).toBe(2);
  });

  it.each(['n.mjs', 'n.js', 'n.cjs'])('sees what was edited in a nested JavaScript file: %s', async (name) => {
    await write('package.json', '{"type": "module"}');
    const code = (n: number) => (name === 'n.cjs' ? `exports.n = ${n};` : `export const n = ${n};`);
    await write(name, code(1));
    const file = await write('a.js', `export { n } from './${name}';`);
    expect((await loader().load([file])).modules[0]?.exports.n).toBe(1);
    await write(name, code(2));
    const { modules, files } = await loader().load([file]);
    expect(modules[0]?.exports.n).toBe(2);
    expect(files).toEqual([file, join(dir, name)].sort());
  });

  it('sees what was edited in data that is imported', async () => {
    const data = await write('data.json', '{"n": 1}');
    const file = await write('a.ts', "import data from './data.json';", 'export const n: number = data.n;');
    expect((await loader().load([file])).modules[0]?.exports.n).toBe(1);
    await write('data.json', '{"n": 2}');
    const { modules, files } = await loader().load([file]);
    expect(modules[0]?.exports.n).toBe(2);
    expect(files).toEqual([file, data]);
  });

  it('takes packages that are installed, written for Node or for Hutch, at every load', async () => {
    const install = async (name: string, main: string, ...lines: string[]) => {
      await write(`node_modules/${name}/package.json`, JSON.stringify({ name, type: 'module', exports: `./${main}` }));
      await write(`node_modules/${name}/${main}`, ...lines);
    };
    await install('plain', 'i.js', 'export const plain = await Promise.resolve(1);');
    await install('for-hutch', 'i.js', "import { inner } from './inner.js';", 'export const forHutch = inner;');
    await write(
      'node_modules/for-hutch/inner.js',
      "import { greeting } from '@hutch/sdk';",
      'export const inner = greeting;',
    );
    await install(
      '@i22/devices',
      'i.ts',
      "import { greeting } from '@hutch/sdk';",
      'export const own: string = greeting;',
    );
    const file = await write(
      'a.ts',
      "import { plain } from 'plain';",
      "import { forHutch } from 'for-hutch';",
      "import { own } from '@i22/devices';",
      'export const values = [plain, forHutch, own];',
    );
    for (let i = 0; i < 2; i++) {
      const { modules, errors, files } = await loader().load([file]);
      expect(errors).toEqual([]);
      expect(modules[0]?.exports.values).toEqual([1, 'hello', 'hello']);
      expect(files).toEqual([file]);
    }
    expect(loader().resolvePackage('@i22/devices', dir)).toBe(join(dir, 'node_modules/@i22/devices/i.ts'));
    expect(loader().resolvePackage('none', dir)).toBeUndefined();
  });

  it('tells every file that it read, those that failed too', async () => {
    const files = [
      await write('a.ts', "import './lib/b.ts';"),
      await write('broken.ts', "import './lib/c.ts';"),
      await write('lib/b.ts', 'export {};'),
      await write('lib/c.ts', 'export const q: = 2;'),
    ];
    expect((await loader().load(files.slice(0, 2))).files).toEqual(files);
  });

  it('reports a module that fails and loads the rest', async () => {
    const bad = await write('bad.ts', 'export const a = 1;', 'const q: any = undefined;', 'q.foo();');
    const good = await write('good.ts', 'export const a = 1;');
    const { modules, errors } = await loader().load([bad, good]);
    expect(modules.map(({ file }) => file)).toEqual([good]);
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'module_failed',
        message: `${bad}:3: TypeError: Cannot read properties of undefined (reading 'foo')`,
      }),
    ]);
  });

  it('names the line of a syntax error', async () => {
    const bad = await write('bad.ts', 'export const a = 1;', 'export const b: = 2;');
    const { errors } = await loader().load([bad]);
    expect(errors[0]?.message).toBe(`${bad}:2: syntax error: Unexpected token`);
  });

  it('names the nested file that fails, and the module that wanted it', async () => {
    const nested = await write('lib/nested.ts', '', "throw new Error('no config');");
    const file = await write('a.ts', "import './lib/nested.ts';");
    const { errors } = await loader().load([file]);
    expect(errors[0]?.message).toBe(`${nested}:2 (loaded by ${file}): no config`);
  });

  it('names the line of the author where a function of ours throws', async () => {
    const file = await write('a.ts', "import { refuse } from '@hutch/sdk';", '', 'refuse();');
    const { errors } = await loader().load([file]);
    expect(errors[0]?.message).toContain('TypeError: not like this');
    expect(errors[0]?.details?.file).toBe(file);
  });

  it('says which package or file is missing', async () => {
    const a = await write('a.ts', "import x from 'no-such-package';", 'export const y = x;');
    const b = await write('b.ts', "import { x } from './lib/nope.ts';", 'export const y = x;');
    const c = join(dir, 'c.ts');
    const { errors } = await loader().load([a, b, c]);
    expect(errors.map(({ message }) => message)).toEqual([
      `${a}:1: Cannot find module 'no-such-package'`,
      `${b}:1: Cannot find module './lib/nope.ts'`,
      expect.stringContaining(c),
    ]);
  });

  it('keeps the translation, so that the next start need not translate', async () => {
    const file = await write('a.ts', 'export const a: number = 1;');
    await loader().load([file]);
    expect(await readdir(join(dir, 'cache'))).toHaveLength(1);
  });
});

describe('listModules', () => {
  it('lists modules, and neither tests, declarations nor other files', async () => {
    for (const name of ['b.ts', 'a.mjs', 'c.js', 'd.mts', 'a.test.ts', 'types.d.ts', 'notes.md', 'lib/e.ts']) {
      await write(name, '');
    }
    expect(await listModules(dir)).toEqual(['a.mjs', 'b.ts', 'c.js', 'd.mts'].map((name) => join(dir, name)));
  });

  it('says which folder cannot be read', async () => {
    await expect(listModules(join(dir, 'none'))).rejects.toMatchObject({
      code: 'invalid_config',
      message: `The folder ${join(dir, 'none')} cannot be read.`,
    });
  });
});
