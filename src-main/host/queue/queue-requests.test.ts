import { afterEach, describe, expect, it } from 'vitest';
import type { RequestInput, RequestName, TaskList } from '#shared/contract/index.ts';
import { startHost, type TestHost, type TestHostOptions } from '../testing/start-host.ts';
import { TemporaryStore } from '../testing/temporary-store.ts';

const ADA = { user: 'ada', via: 'console' };
const LIKE_COUNT = { name: 'count', params: { detectors: ['det'], num: 2 } };

const hosts: TestHost[] = [];
const stores: TemporaryStore[] = [];

async function setUp(options: TestHostOptions = {}) {
  const test = await startHost(options);
  hosts.push(test);
  const ask = <N extends RequestName>(method: N, input: RequestInput<N>) => test.api.request(method, input, ADA);
  const revision = async () => (await ask('tasks.list', {})).queue.revision;
  return { ...test, ask, revision };
}

function waiting({ tasks }: TaskList) {
  return tasks.filter(({ state }) => state === 'waiting').map(({ name, params }) => `${name} ${params.num}`);
}

afterEach(async () => {
  for (const { host } of hosts.splice(0)) await host.dispose();
  for (const store of stores.splice(0)) await store.remove();
});

describe('the requests of the queue', () => {
  it('change it as a whole, by somebody, from a revision', async () => {
    const { ask, revision } = await setUp();
    await ask('queue.stop', {});
    const seen = await revision();
    const items = [1, 2, 3].map((num) => ({ ...LIKE_COUNT, params: { num } }));
    const { tasks, queue } = await ask('queue.add', { items, revision: seen });
    expect(waiting(queue)).toEqual(['count 1', 'count 2', 'count 3']);
    expect(tasks.every(({ submitted_by }) => submitted_by === 'ada')).toBe(true);
    const last = tasks[2]?.task_id ?? '';
    const moved = await ask('queue.move', { task_ids: [last], to: 'front', revision: queue.queue.revision });
    expect(waiting(moved)).toEqual(['count 3', 'count 1', 'count 2']);
    await expect(ask('queue.clear', { revision: seen })).rejects.toMatchObject({
      code: 'conflict',
      message:
        'The queue has changed since you looked: 3 items were added at the back by ada (console); count was moved to the front by ada (console).',
    });
    const cleared = await ask('queue.clear', { revision: moved.queue.revision });
    expect(waiting(cleared)).toEqual([]);
  });

  it('make a batch of a table, or tell its row and column', async () => {
    const { ask, revision } = await setUp({ columns: [{ name: 'sample', required: true }] });
    await ask('queue.stop', {});
    const table = async (csv: string) => ask('queue.table', { name: 'count', csv, revision: await revision() });
    const wrong = 'detectors;num;sample\n"[""det""]";2;LaB6\n"[""dot""]";0;\n';
    await expect(table(wrong)).rejects.toMatchObject({
      issues: [{ path: 'row 3, detectors' }, { path: 'row 3, num' }, { path: 'row 3, sample' }],
    });
    expect((await ask('tasks.list', {})).tasks).toEqual([]);
    const { tasks } = await table('num;sample;purpose\n2;LaB6;find it\n3;Si;\n');
    expect(tasks).toMatchObject([
      { params: { num: 2 }, columns: { sample: 'LaB6' }, purpose: 'find it' },
      { params: { num: 3 }, columns: { sample: 'Si' }, purpose: null },
    ]);
    await expect(
      ask('queue.table', { name: 'cuont', csv: 'num\n1', revision: await revision() }),
    ).rejects.toMatchObject({ code: 'unknown_plan' });
  });

  it('check a table by the rules of the queue, and add nothing of it', async () => {
    const { ask } = await setUp({ columns: [{ name: 'sample', required: true }] });
    await ask('queue.stop', {});
    const csv = 'detectors;num;sample\n"[""det""]";2;LaB6\n"[""dot""]";0;\n';
    const { count, wrong, rows } = await ask('queue.check_table', { name: 'count', csv });
    expect([count, wrong]).toEqual([2, 1]);
    expect(rows[0]).toEqual({
      row: 2,
      request: { name: 'count', params: { detectors: ['det'], num: 2 }, columns: { sample: 'LaB6' } },
      issues: [],
    });
    expect(rows[1]?.issues.map(({ path }) => path)).toEqual(['detectors', 'num', 'sample']);
    expect((await ask('tasks.list', {})).tasks).toEqual([]);
    await expect(ask('queue.check_table', { name: 'count', csv: 'nmu\n1' })).rejects.toMatchObject({
      code: 'bad_request',
      message: 'The table has a column nmu, which is no parameter; did you mean num?',
    });
  });

  it('export what waits and what was', async () => {
    const { ask, run } = await setUp();
    await run({ ...LIKE_COUNT, purpose: 'find it' });
    await ask('queue.stop', {});
    await ask('tasks.submit', LIKE_COUNT);
    const history = await ask('queue.export', { what: 'history', format: 'json' });
    expect(JSON.parse(history.text)).toMatchObject([{ name: 'count', state: 'succeeded', purpose: 'find it' }]);
    const { text } = await ask('queue.export', { what: 'queue', format: 'text' });
    expect(text).toContain('{"detectors":["det"],"num":2}');
  });

  it('tell when tasks are likely to end once their durations are known', async () => {
    const { ask, api } = await setUp();
    await ask('queue.stop', {});
    const known = new Promise<number | null>((resolve) => {
      api.subscribe('tasks', {}, ({ items }) => {
        const expected = items.at(-1)?.tasks[0]?.expected_s ?? null;
        if (expected !== null) resolve(expected);
      });
    });
    await ask('tasks.submit', { name: 'sleep', params: { time: 30 } });
    expect(await known).toBeCloseTo(30, 0);
  });
});

describe('the queue of a workspace', () => {
  it('is there after another start of Hutch, with its order, holds, lists and history, and stands still', async () => {
    const store = new TemporaryStore();
    stores.push(store);
    const first = await setUp({ store: store.open() });
    const { task_id } = await first.run(LIKE_COUNT);
    await first.ask('queue.stop', {});
    const items = [1, 2, 3].map((num) => ({ ...LIKE_COUNT, params: { num } }));
    const { tasks } = await first.ask('queue.add', { items, at: 'back', revision: await first.revision() });
    const ids = tasks.map((task) => task.task_id);
    const held = ids.slice(0, 1);
    await first.ask('queue.move', { task_ids: ids.slice(2), to: 'front', revision: await first.revision() });
    await first.ask('queue.hold', { task_ids: held, reason: 'No sample.', revision: await first.revision() });
    await first.ask('lists.save', { name: 'monday' });
    const before = await first.ask('tasks.list', {});
    await first.host.dispose();

    const second = await setUp({ store: store.open() });
    const after = await second.ask('tasks.list', {});
    expect(waiting(after)).toEqual(['count 3', 'count 1', 'count 2']);
    // How long they are likely to take is worked out by each process.
    const kept = ({ tasks }: TaskList) => tasks.map((task) => ({ ...task, expected_s: null }));
    expect(kept(after)).toEqual(kept(before));
    expect(after.queue).toMatchObject({
      running: false,
      reason: expect.stringMatching(
        /^Hutch was started anew: 3 tasks wait\. .* Before that: The queue was stopped by ada\.$/,
      ),
    });
    expect(await second.ask('lists.list', {})).toMatchObject([{ name: 'monday', saved_by: 'ada' }]);
    const { tasks: history } = await second.ask('tasks.history', { plan: 'count' });
    expect(history.map((task) => task.task_id)).toEqual([task_id]);
    const requeued = await second.ask('queue.requeue', {
      task_ids: [task_id],
      at: { before: held[0] ?? '' },
      revision: after.queue.revision,
    });
    expect(waiting(requeued.queue)).toEqual(['count 3', 'count 2', 'count 1', 'count 2']);
  });
});
