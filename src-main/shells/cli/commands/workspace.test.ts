import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findApplication } from '../../application-root.ts';
import { fakeSurroundings } from '../../testing/fake-surroundings.ts';
import { FakeTerminal } from '../../testing/fake-terminal.ts';
import { runCli } from '../run-cli.ts';

// The types of @hutch/sdk are made by the build: what looks at types is in the e2e specs.
const application = findApplication(import.meta.url);
let dir: string;

beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'hutch-init-')));
});
afterEach(() => rm(dir, { recursive: true }));

async function hutch(...args: string[]) {
  const terminal = new FakeTerminal();
  const status = await runCli(fakeSurroundings({ application, terminal }), args);
  return { status, out: terminal.outLines, err: terminal.errLines };
}

async function write(name: string, text: string): Promise<string> {
  const file = join(dir, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

describe('hutch config', () => {
  it('says that a configuration has no mistakes, or each with its line', async () => {
    const file = await write('hutch.yaml', 'queue: {loop: true}');
    expect(await hutch('-c', file, 'config', 'check')).toMatchObject({
      status: 0,
      out: [expect.stringContaining(file)],
    });
    expect((await hutch('-c', file, 'config', 'check', '--json')).out.map((line) => JSON.parse(line))).toEqual([
      { ok: true, name: dir.split('/').at(-1), files: [file], sources: [] },
    ]);
    await write('hutch.yaml', 'queue:\n  lop: true\nstomp: {enabled: true}');
    const { status, err } = await hutch('-c', file, 'config', 'check');
    expect(status).toBe(2);
    expect(err).toEqual([
      expect.stringMatching(/^error\[invalid_config\]: .*hutch.yaml:3: stomp is a key of blueapi's.* \(and 1 more\)$/),
      expect.stringMatching(/^ {2}at stomp: .*hutch.yaml:3: stomp is a key/),
      `  at queue.lop: ${file}:2: queue has no key lop; did you mean loop?`,
    ]);
  });

  it('shows what became of files, variables and defaults, as YAML that can be read again', async () => {
    const file = await write('hutch.yaml', 'env: {metadata: {instrument: $BL, $X: 1}}\nstore: {path: state}');
    const { status, out } = await hutch('-c', file, 'config', 'show');
    expect(status).toBe(0);
    expect(out[0]).toContain(`# state in `);
    expect(parse(out.join('\n'))).toMatchObject({
      env: { metadata: { instrument: '$BL' } },
      store: { path: join(dir, 'state'), warn_free: 0.05 },
    });
    const [line = ''] = (await hutch('-c', file, 'config', 'show', '--json')).out;
    expect(JSON.parse(line)).toMatchObject({ files: [file], dir, config: { scan_numbers: { first: 1 } } });
  });

  it('prints a JSON Schema that describes every key', async () => {
    const { status, out } = await hutch('config', 'schema', '--json');
    expect(status).toBe(0);
    const schema = JSON.parse(out[0] ?? '') as { properties: Record<string, { description?: string }> };
    expect(schema).toMatchObject({ title: 'hutch.yaml', additionalProperties: false });
    expect(Object.keys(schema.properties)).toEqual([
      'env',
      'logging',
      'api',
      'store',
      'queue',
      'supplemental',
      'scan_numbers',
    ]);
    for (const { description } of Object.values(schema.properties)) expect(description).toBeTruthy();
  });
});

describe('hutch init', () => {
  it('leaves what is there alone, and refuses a folder that is a workspace', async () => {
    await write('README.md', 'mine');
    await write('hutch.yaml', '');
    const { status, err } = await hutch('init', dir);
    expect([status, err[0]]).toEqual([2, expect.stringContaining(`${dir} is a workspace already`)]);
    expect(await readFile(join(dir, 'README.md'), 'utf8')).toBe('mine');
  });

  it('says which folder it cannot write', async () => {
    const file = await write('file', '');
    const { status, err } = await hutch('init', join(file, 'below'));
    expect([status, err[0]]).toEqual([2, expect.stringContaining('cannot be written: ENOTDIR')]);
    const itself = await hutch('init', file);
    expect([itself.status, itself.err[0]]).toEqual([2, expect.stringContaining('cannot be written: EEXIST')]);
  });
});

describe('hutch check', () => {
  it('refuses a configuration with mistakes before it looks at anything else', async () => {
    await write('hutch.yaml', 'env: [');
    const { status, err } = await hutch('-c', join(dir, 'hutch.yaml'), 'check');
    expect([status, err[0]]).toEqual([2, expect.stringContaining('hutch.yaml:1: it is not YAML')]);
  });
});
