import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { DOCUMENT_SCHEMAS, type DocumentName } from '#shared/documents/index.ts';
import { HutchProcess } from '../fixtures/hutch-process.ts';
import { ROOT } from '../fixtures/root.ts';
import { StateFolder } from '../fixtures/state-folder.ts';

interface Line {
  type: string;
  name?: DocumentName;
  doc?: Record<string, unknown>;
  state?: string;
  error?: { code: string; message: string; issues?: { path: string }[] };
}

/** Runs one `hutch` command to its end. */
function hutch(args: string[], { input = '', env = {} as Record<string, string> } = {}) {
  using state = new StateFolder();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/hutch.mjs', ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
    env: { ...process.env, ...state.env, HUTCH_SIM_SPEED: '10', ...env },
    timeout: 30_000,
  });
  return { status, stdout, stderr, lines: stdout.split('\n').filter(Boolean) };
}

const parse = (lines: string[]): Line[] => lines.map((line) => JSON.parse(line) as Line);
const documents = (lines: Line[]): Line[] => lines.filter(({ type }) => type === 'document');

test('a request from standard input prints start, descriptor, three events and a stop that says success, all valid', () => {
  const input = '{"name":"count","params":{"detectors":["andor","pilatus"],"num":3,"delay":0.1}}';
  const { status, lines, stderr } = hutch(['run', '-', '--json'], { input });
  const printed = documents(parse(lines));
  expect(printed.map(({ name }) => name)).toEqual(['start', 'descriptor', 'event', 'event', 'event', 'stop']);
  for (const { name, doc } of printed) DOCUMENT_SCHEMAS[name as DocumentName].parse(doc);
  expect(printed.at(-1)?.doc).toMatchObject({ exit_status: 'success', num_events: { primary: 3 } });
  expect(new Set(parse(lines).map(({ type }) => type))).toEqual(new Set(['worker', 'progress', 'document']));
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('a plan without parameters runs with its defaults', () => {
  const { status, lines } = hutch(['run', 'count', '--json']);
  expect(documents(parse(lines))[0]?.doc).toMatchObject({ detectors: ['det'] });
  expect(status).toBe(0);
});

test('parameters may lie in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hutch-e2e-'));
  await writeFile(join(folder, 'params.json'), '{"num":2}');
  const { lines } = hutch(['run', 'count', `@${folder}/params.json`, '--json']);
  expect(documents(parse(lines)).filter(({ name }) => name === 'event')).toHaveLength(2);
  await rm(folder, { recursive: true });
});

test('people see a table and the result', () => {
  const { status, stdout } = hutch(['run', 'scan', '{"num":3}']);
  expect(stdout).toMatch(/# {2}.*time.*stage-x \(mm\).*det/);
  expect(stdout).toMatch(/scan succeeded: run [0-9a-f]{8}, 3 events/);
  expect(status).toBe(0);
});

for (const [what, args, code, said] of [
  ['an unknown plan', ['run', 'cuont'], 'unknown_plan', 'did you mean "count"'],
  ['an unknown device', ['run', 'count', '{"detectors":["dte"]}'], 'unknown_device', 'at params.detectors[0]'],
  [
    'a device of the wrong protocol',
    ['run', 'count', '{"detectors":["stage"]}'],
    'wrong_protocol',
    'at params.detectors[0]',
  ],
  ['an empty list', ['run', 'count', '{"detectors":[]}'], 'invalid_params', 'at params.detectors'],
  ['an extra parameter', ['run', 'count', '{"nmu":3}'], 'invalid_params', 'at params.nmu'],
  [
    'a mistyped parameter',
    ['run', 'scan', '{"axes":[{"motor":"stage.x","start":0,"stop":"far"}]}'],
    'invalid_params',
    'at params.axes[0].stop',
  ],
  ['malformed JSON', ['run', 'count', '{num: 3}'], 'bad_request', 'malformed'],
  ['a file that is not there', ['run', '@nowhere.json'], 'usage', 'nowhere.json'],
] as const) {
  test(`${what} is refused with exit status 2, the code and the culprit`, () => {
    const { status, stderr, stdout } = hutch([...args]);
    expect(stderr).toContain(`error[${code}]`);
    expect(stderr).toContain(said);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
}

test('a request without a name is refused with exit status 2 and the culprit', () => {
  const { status, stderr } = hutch(['run', '-'], { input: '{"params":{}}' });
  expect(stderr).toContain('error[bad_request]');
  expect(stderr).toContain('at name');
  expect(status).toBe(2);
});

test('a refusal is the last line of JSON too', () => {
  const { lines } = hutch(['run', 'count', '{"num":0}', '--json']);
  expect(parse(lines)).toEqual([
    {
      type: 'error',
      error: expect.objectContaining({
        code: 'invalid_params',
        issues: [expect.objectContaining({ path: 'params.num' })],
      }),
    },
  ]);
});

test('a detector that fails in mid-run ends the run as failed, with exit status 1', () => {
  const { status, lines, stderr } = hutch(['run', 'count', '{"num":5}', '--json'], {
    env: { HUTCH_SIM_FAULT: 'det:fail@3' },
  });
  const printed = parse(lines);
  expect(documents(printed).at(-1)).toMatchObject({ name: 'stop', doc: { exit_status: 'fail' } });
  expect(printed.at(-1)).toMatchObject({ type: 'error', error: { message: expect.stringContaining('det') } });
  expect(stderr).toContain('det');
  expect(status).toBe(1);
});

test('plans are a line each, with a schema that knows the devices', () => {
  const { lines } = hutch(['plans', '--json']);
  const plans = lines.map((line) => JSON.parse(line));
  expect(plans.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['count', 'grid_scan', 'list_scan', 'move', 'scan', 'sleep']),
  );
  const { schema } = plans.find(({ name }) => name === 'scan');
  const motor = schema.properties.axes.items.properties.motor;
  expect(motor.enum).toContain('stage.x');
  expect(motor['x-device']).toEqual({ protocol: expect.any(String) });
});

test('Ctrl-C in mid-run aborts through the cleanup: the run is closed, and the exit status is 130', async () => {
  const run = new HutchProcess(['out/main/cli.js', 'run', 'count', '{"num":1000,"delay":0.1}', '--json'], {
    cwd: ROOT,
  });
  await run.says(/"name":"event"/);
  run.interrupt();
  expect(await run.ends()).toBe(130);
  const printed = parse(run.said.split('\n').filter((line) => line.startsWith('{')));
  expect(documents(printed).at(-1)).toMatchObject({ name: 'stop', doc: { exit_status: 'abort' } });
});
