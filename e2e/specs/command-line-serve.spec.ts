import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/terminals.ts';

test('without a Hutch that runs, a command says how to start one and ends with 2', ({ terminals }) => {
  for (const args of [['status'], ['queue', 'ls'], ['watch'], ['abort'], ['env', 'reload']]) {
    const { status, err, out } = terminals.hutch(...args);
    expect(err).toContain(`No Hutch runs for this workspace (${terminals.stateDir}): start one with "hutch serve".`);
    expect(out).toEqual([]);
    expect(status).toBe(2);
  }
  expect(terminals.hutch('runs', 'ls')).toMatchObject({ status: 0, out: [] });
  expect(existsSync(join(terminals.stateDir, 'hutch.sqlite'))).toBe(false);
});

test('the socket and what lies beside it are for its user alone, and go with the Hutch', async ({ terminals }) => {
  const serving = await terminals.serve();
  const modeOf = (name: string) => statSync(join(terminals.stateDir, name)).mode & 0o777;
  expect(modeOf('.')).toBe(0o700);
  for (const name of ['hutch.sock', 'hutch.sqlite', 'holder.json']) expect(modeOf(name)).toBe(0o600);
  serving.interrupt();
  await serving.ends();
  expect(existsSync(join(terminals.stateDir, 'hutch.sock'))).toBe(false);
  expect(existsSync(join(terminals.stateDir, 'holder.json'))).toBe(false);
});

test('plans and devices are loaded anew, and not while a plan runs', async ({ terminals }) => {
  await terminals.serve();
  const before = terminals.hutch('env', '--json').values()[0]?.environment_id;
  expect(terminals.hutch('env', 'reload').status).toBe(0);
  expect(terminals.hutch('env', '--json').values()[0]?.environment_id).not.toBe(before);
  terminals.hutch('queue', 'add', 'count', '{"num": 10000, "delay": 0.2}');
  await expect.poll(() => terminals.hutch('status').out[0]).toMatch(/^RUNNING/);
  expect(terminals.hutch('env', 'reload')).toMatchObject({
    status: 2,
    err: expect.stringContaining('error[engine_busy]'),
  });
  expect(terminals.hutch('halt').status).toBe(0);
});

test('a second Hutch is told who holds the workspace, and may watch', async ({ terminals }) => {
  const serving = await terminals.serve();
  const second = terminals.hutch('serve', '--port', '0');
  expect(second.status).toBe(2);
  expect(second.err).toMatch(/error\[workspace_held\]: This workspace is held by Hutch \S+, pid \d+ on \S+/);
  expect(second.err).toContain(`pid ${serving.child.pid} `);
  expect(second.err).toContain('hutch serve --watch');
  const watching = terminals.start('serve', '--watch');
  const [, url = ''] = await watching.says(/to look at only, is at (http:\/\/127\.0\.0\.1:\d+)/);
  expect(terminals.hutch('status', '--url', url).status).toBe(0);
  const refused = terminals.hutch('queue', 'stop', '--url', url);
  expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('error[not_allowed]') });
  watching.interrupt();
  expect(await watching.ends()).toBe(130);
});
