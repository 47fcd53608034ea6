import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../fixtures/terminals.ts';

test('the queue is filled, listed, changed and started from another terminal', async ({ terminals }) => {
  await terminals.serve();
  expect(terminals.hutch('queue', 'stop').out[0]).toMatch(/^queue revision 1: stopped/);
  for (const purpose of ['a', 'b', 'c']) expect(terminals.add(purpose).status).toBe(0);
  expect(terminals.add('first', '--front').out[0]).toMatch(/^added count [0-9a-f]{8} \(first\) at place 1$/);
  terminals.hutch('queue', 'mv', '4', '--to', '2');
  terminals.hutch('queue', 'rm', '3');
  expect(terminals.waiting()).toEqual(['first', 'c', 'b']);
  expect(terminals.hutch('queue', 'ls').out[1]).toMatch(/^ {2}1 {2}[0-9a-f]{8} {2}count {2}first {2}num=2/);
  terminals.hutch('queue', 'add', '--stop', '--after', '2');
  terminals.hutch('queue', 'start');
  await expect.poll(() => terminals.waiting()).toEqual(['b']);
  await expect
    .poll(() =>
      terminals
        .hutch('history', '--json')
        .values()
        .map(({ purpose }) => purpose),
    )
    .toContain('c');
  const { queue } = terminals.hutch('status', '--json').values()[0] as { queue: { running: boolean } };
  expect(queue.running).toBe(false);
  const history = terminals.hutch('history', '--state', 'succeeded', '--json').values();
  const plans = history.filter(({ kind }) => kind === 'plan');
  expect(plans.map(({ purpose }) => purpose)).toEqual(['c', 'first']);
});

test('a change from an old revision is refused with what changed, and 2', async ({ terminals }) => {
  await terminals.serve();
  terminals.hutch('queue', 'stop');
  terminals.add('a');
  terminals.add('b');
  const { revision } = terminals.hutch('queue', 'ls', '--json').values()[0] as { revision: number };
  terminals.hutch('queue', 'mv', '2', '--front');
  const { status, err } = terminals.hutch('queue', 'rm', '1', '--revision', String(revision));
  expect(status).toBe(2);
  expect(err).toContain('error[conflict]');
  expect(err).toMatch(/\(command line\): .* \(revision \d+\)/);
  expect(terminals.waiting()).toEqual(['b', 'a']);
  expect(terminals.hutch('queue', 'rm', '1', '--revision', String(revision + 1)).status).toBe(0);
});

test('what waits is still there after the Hutch was killed, and waits for a person', async ({ terminals }) => {
  const serving = await terminals.serve();
  terminals.hutch('queue', 'stop');
  for (const purpose of ['a', 'b']) terminals.add(purpose);
  serving.child.kill('SIGKILL');
  await serving.ends();
  expect(terminals.hutch('queue', 'ls').status).toBe(2);
  await terminals.serve();
  expect(terminals.waiting()).toEqual(['a', 'b']);
  expect(terminals.hutch('queue', 'ls').out[0]).toContain('stopped');
});

test('a batch is added whole or not at all', async ({ terminals }) => {
  const folder = await mkdtemp(join(tmpdir(), 'hutch-e2e-'));
  await terminals.serve();
  terminals.hutch('queue', 'stop');
  const table = join(folder, 'samples.csv');
  await writeFile(table, 'num,purpose\n3,Si\n5,Ge\n');
  expect(terminals.hutch('queue', 'add', '--table', table, 'count').status).toBe(0);
  await writeFile(table, 'num,purpose\n3,Sn\nmany,Pb\n');
  const { status, err } = terminals.hutch('queue', 'add', '--table', table, 'count');
  expect(status).toBe(2);
  expect(err).toContain('error[');
  expect(terminals.waiting()).toEqual(['Si', 'Ge']);
  await rm(folder, { recursive: true });
});
