import { userInfo } from 'node:os';
import { expect, test } from '../fixtures/terminals.ts';

test('a plan may be run beside a Hutch on the simulated beamline, unrecorded and with a word about it', async ({
  terminals,
}) => {
  await terminals.serve();
  const { status, err, out } = terminals.hutch('run', 'count');
  expect(err).toContain('This run is not recorded.');
  expect(out.at(-1)).toMatch(/^count succeeded/);
  expect(status).toBe(0);
  expect(terminals.hutch('runs', 'ls').out).toEqual([]);
});

test('a plan that is run alone is recorded, can be aborted from elsewhere, and takes no queue', async ({
  terminals,
}) => {
  const run = terminals.start('run', 'count', '{"num": 10000, "delay": 0.2}');
  await run.says(/# +time/);
  const { status, err } = terminals.add('lost');
  expect(status).toBe(2);
  expect(err).toContain('error[not_allowed]');
  expect(terminals.hutch('abort', 'enough').status).toBe(0);
  expect(await run.ends()).toBe(1);
  expect(run.said).toMatch(/count aborted: .*enough/);
  expect(run.said).not.toContain('error[');
  expect(terminals.hutch('runs', 'ls').out[0]).toMatch(/count {2}abort .*enough/);
});

test('a plan that is run alone is in the history, and what waits in the queue stays there', async ({ terminals }) => {
  const serving = await terminals.serve();
  terminals.hutch('queue', 'stop');
  terminals.add('a');
  terminals.add('b', '--front');
  terminals.hutch('queue', 'hold', '1', '--reason', 'warm');
  serving.interrupt();
  await serving.ends();
  expect(terminals.hutch('run', 'count', '{"num": 2}').status).toBe(0);
  await terminals.serve();
  const [queue, ...tasks] = terminals.hutch('queue', 'ls', '--json').values();
  expect(queue).toMatchObject({ type: 'queue', running: false });
  expect(tasks).toMatchObject([
    { purpose: 'b', state: 'waiting', hold: { reason: 'warm' } },
    { purpose: 'a', state: 'waiting', hold: null },
  ]);
  const done = { name: 'count', state: 'succeeded', params: { num: 2 }, error: null, outcome: { outcome: 'success' } };
  const recorded = { submitted_by: userInfo().username, run_uids: [expect.any(String)] };
  expect(terminals.hutch('history', '--json').values()).toMatchObject([{ ...done, ...recorded }]);
});

test('a plan that is run alone and killed is interrupted and held; one that was aborted is gone on with', async ({
  terminals,
}) => {
  const killed = terminals.start('run', 'count', '{"num": 10000, "delay": 0.2}');
  await killed.says(/# +time[\s\S]*\n +\d+ +\d\d:/);
  killed.child.kill('SIGKILL');
  await killed.ends();
  const aborted = terminals.start('run', 'scan', '{"num": 10000}');
  await aborted.says(/# +time[\s\S]*\n +\d+ +\d\d:/);
  aborted.interrupt();
  expect(await aborted.ends()).toBe(130);
  await terminals.serve();
  expect(terminals.hutch('history', '--json').values()).toMatchObject([
    { name: 'scan', state: 'aborted', hold: { by: 'hutch' } },
    { name: 'count', state: 'interrupted', hold: { by: 'hutch' } },
  ]);
  const runs = () => terminals.hutch('runs', 'ls', '--json').values();
  const [run] = runs();
  const uid = String(run?.uid);
  const next = terminals.hutch('runs', 'continue', uid);
  expect(next).toMatchObject({ status: 0, err: '' });
  expect(next.out[0]).toContain(`from point ${run?.continue_from} of run ${uid.slice(0, 8)}`);
  await expect.poll(() => runs().length, 'it has begun').toBe(3);
});
