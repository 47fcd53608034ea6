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
  for (const purpose of ['a', 'b']) terminals.add(purpose);
  terminals.hutch('queue', 'mv', '2', '--front');
  const [{ task_id } = {}] = terminals.waitingTasks();
  terminals.hutch('queue', 'hold', '1', '--reason', 'warm');
  serving.interrupt();
  await serving.ends();
  expect(terminals.hutch('run', 'count', '{"num": 2}').status).toBe(0);
  expect(terminals.hutch('run', 'mv', '{"moves": [{"motor": "nosuch", "position": 1}]}').status, 'is refused').toBe(2);
  await terminals.serve();
  expect(terminals.waiting()).toEqual(['b', 'a']);
  expect(terminals.waitingTasks()[0]).toMatchObject({ task_id, hold: { reason: 'warm' } });
  expect(terminals.hutch('queue', 'ls').out[0]).toContain('stopped');
  const [run] = terminals.hutch('runs', 'ls', '--json').values();
  expect(terminals.hutch('history', '--json').values()).toMatchObject([
    {
      name: 'count',
      state: 'succeeded',
      params: { num: 2 },
      submitted_by: userInfo().username,
      run_uids: [run?.uid],
      outcome: { outcome: 'success' },
      error: null,
    },
  ]);
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
  const states = terminals.hutch('history', '--json').values();
  expect(states.map(({ name, state }) => [name, state])).toEqual([
    ['scan', 'aborted'],
    ['count', 'interrupted'],
  ]);
  expect(terminals.hutch('queue', 'ls').out.join('\n')).toMatch(/interrupted: count was interrupted/);
  const [run] = terminals.hutch('runs', 'ls', '--json').values();
  const uid = String(run?.uid);
  const next = terminals.hutch('runs', 'continue', uid);
  expect(next).toMatchObject({ status: 0, err: '' });
  expect(next.out[0]).toContain(`from point ${run?.continue_from} of run ${uid.slice(0, 8)}`);
  const started = () => terminals.hutch('runs', 'ls', '--json').values().length;
  await expect.poll(started).toBe(3);
  expect(terminals.hutch('abort', 'enough').status).toBe(0);
});
