import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../fixtures/root.ts';

let folder: string;

test.beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'hutch-workspace-')));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

/** Runs one `hutch` command in a folder, to its end. */
function hutch(cwd: string, ...args: string[]) {
  const { HUTCH_STATE_DIR: _elsewhere, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin/hutch.mjs'), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...env, HUTCH_SIM_SPEED: '10' },
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

test('every command of the guide works, in its order', () => {
  const guide = readFileSync(join(ROOT, 'docs/guide/make-a-workspace.md'), 'utf8');
  const commands = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block.trim().split('\n'),
  );
  expect(commands.length).toBeGreaterThan(6);
  let cwd = folder;
  for (const command of commands) {
    const [program, ...args] = command.split(' ');
    if (program === 'cd') {
      cwd = resolve(cwd, args[0] ?? '');
      continue;
    }
    const { status, stdout, stderr } = hutch(cwd, ...args);
    expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: '' });
    expect(stdout).not.toBe('');
  }
});

test('every configuration of the guide is one', () => {
  const guide = readFileSync(join(ROOT, 'docs/guide/make-a-workspace.md'), 'utf8');
  const blocks = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  expect(blocks).toHaveLength(2);
  for (const block of blocks) {
    write('hutch.yaml', block);
    expect(hutch(folder, 'config', 'check')).toMatchObject({ status: 0, stderr: '' });
  }
});

test('a check tells every mistake, with its place, and that of nobody else', () => {
  hutch(folder, 'init', '.');
  write('plans/mine.ts', "import { definePlan } from '@hutch/sdk';\nexport const plan = definePlan({ name: 3 });\n");
  write('plans/broken.ts', 'const q: any = undefined;\nexport const a = q.foo();\n');
  write('devices.ts', readFileSync(join(folder, 'devices.ts'), 'utf8').replace('new Stage()', 'new Stage(7)'));
  const { status, stdout } = hutch(folder, 'check', '--json');
  expect(status).toBe(2);
  const { ok, types, plans, devices, errors } = JSON.parse(stdout);
  expect(ok).toBe(false);
  const places = types.problems.map(
    ({ file, line }: { file: string; line: number }) => `${file.slice(folder.length + 1)}:${line}`,
  );
  expect(places).toEqual([expect.stringMatching(/^devices.ts:/), 'plans/mine.ts:2']);
  expect(errors.map(({ message }: { message: string }) => message.slice(folder.length + 1))).toEqual([
    "plans/broken.ts:2: TypeError: Cannot read properties of undefined (reading 'foo')",
    expect.stringMatching(/^plans\/mine.ts:2: /),
  ]);
  expect(plans.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['example', 'count']));
  expect(devices).toEqual([expect.objectContaining({ name: 'stage' }), expect.objectContaining({ name: 'det' })]);
});

test('a workspace has its own packages, and a store of its own', () => {
  hutch(folder, 'init', '.');
  mkdirSync(join(folder, 'node_modules/half'), { recursive: true });
  write(
    'node_modules/half/package.json',
    '{"name": "half", "type": "module", "exports": "./index.js", "types": "./index.d.ts"}',
  );
  write('node_modules/half/index.js', 'export const half = (x) => x / 2;');
  write('node_modules/half/index.d.ts', 'export function half(x: number): number;');
  write(
    'plans/mine.ts',
    `import { definePlan } from '@hutch/sdk';
import { half } from 'half';
import { z } from 'zod';

export const mine = definePlan({
  name: 'mine',
  description: 'Halves a number.',
  group: 'Own',
  params: z.object({ x: z.number().default(4) }),
  *run({ x }) {
    return half(x);
  },
});
`,
  );
  expect(hutch(folder, 'check')).toMatchObject({ status: 0 });
  expect(hutch(join(folder, 'plans'), 'run', 'mine').stdout).toContain('2');
});
