import { spawn } from 'node:child_process';
import { ROOT } from '../fixtures/root.ts';
import { CLI, expect, test } from '../fixtures/terminals.ts';

test('a plan is watched, paused, resumed and aborted; an abort is a normal end', async ({ terminals }) => {
  await terminals.serve();
  const watch = terminals.start('watch');
  await watch.says(/^IDLE/);
  terminals.hutch('queue', 'add', 'count', '{"num": 10000, "delay": 0.2}', '--purpose', 'LaB6');
  await watch.says(/count [0-9a-f]{8} \(LaB6\) by [\s\S]*# +time/);
  expect(terminals.hutch('pause', '--defer').status).toBe(0);
  await watch.says(/PAUSED/);
  expect(terminals.hutch('status').out[0]).toMatch(/^PAUSED {2}count [0-9a-f]{8} \(LaB6\): point \d+ of 10000/);
  expect(terminals.hutch('resume').status).toBe(0);
  const abort = terminals.hutch('abort', 'wrong sample');
  expect(abort).toMatchObject({ status: 0, err: '' });
  await watch.says(/count aborted: .*wrong sample/);
  expect(watch.said).not.toContain('error[');
  watch.interrupt();
  expect(await watch.ends()).toBe(130);
  expect(watch.said).toContain('The watching has ended; Hutch goes on.');
  expect(terminals.hutch('status').out[0]).toBe('IDLE');
});

test('who watches from the midst of a run sees its points, and is told when the Hutch goes', async ({ terminals }) => {
  const serving = await terminals.serve();
  terminals.hutch('queue', 'add', 'count', '{"num": 10000, "delay": 0.05}');
  await expect.poll(() => terminals.hutch('status').out[0]).toMatch(/point [1-9]/);
  const text = terminals.start('watch');
  const json = terminals.start('watch', '--json');
  await text.says(/# +time[\s\S]*\n +\d+ +\d\d:/);
  await json.says(/"name":"event"/);
  serving.child.kill('SIGKILL');
  expect(await text.ends()).toBe(1);
  expect(text.said).toContain('Hutch has gone');
  expect(await json.ends()).toBe(1);
  const values = json.said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(values[0].type).toBe('status');
  expect(values.at(-1).type).toBe('gone');
  const points = values.filter(({ name }) => name === 'event').map(({ doc }) => doc.seq_num);
  expect(points).toEqual(points.map((_, index) => index + 1));
});

test('nobody who reads the output of a watch is no reason to stay', async ({ terminals }) => {
  await terminals.serve();
  const env = { ...process.env, ...terminals.state.env };
  const head = spawn('sh', ['-c', `${process.execPath} ${CLI} watch --json | head -1`], { cwd: ROOT, env });
  const ended = new Promise((resolve) => head.once('exit', resolve));
  // A pipe tells that nobody reads only to who writes: there is something to tell after the first line.
  await new Promise((resolve) => head.stdout.once('data', resolve));
  terminals.hutch('queue', 'add', 'count');
  expect(await ended).toBe(0);
});
