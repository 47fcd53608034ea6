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
