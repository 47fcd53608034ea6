import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Task } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { MsgGenerator } from '../../engine/msg.ts';
import { ADA, startWorker, type WorkerSetUp } from '../testing/start-worker.ts';
import { MemoryTaskJournal } from './memory-task-journal.ts';

const BOB = { user: 'bob', via: 'command line' };
const NAP = { name: 'nap' };

/** A worker whose queue does not run, unless told otherwise. */
function setUp({ running = false, ...options }: WorkerSetUp & { running?: boolean } = {}) {
  const started = startWorker(options);
  const { worker, engine } = started;
  const { commands } = worker;
  if (!running) commands.stop(ADA);
  const revision = () => worker.tasks().queue.revision;
  const add = async (...items: Parameters<typeof commands.add>[0]['items']) => {
    const { tasks } = await commands.add({ items, at: 'back', revision: revision() }, ADA);
    return tasks.map(({ task_id }) => task_id);
  };
  const states = () => worker.tasks().tasks.map(({ name, state }) => `${name} ${state}`);
  const end = async (result: Parameters<typeof engine.end>[0] = {}) => {
    engine.end(result);
    await settle();
  };
  return { ...started, commands, revision, add, states, end };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('QueueCommands', () => {
  it('add many items or none, naming every wrong place', async () => {
    const { commands, revision, states } = setUp();
    const items = [
      NAP,
      { kind: 'stop' as const },
      { name: 'nap', params: { seconds: 'two' } },
      { name: 'nip' },
      { name: 'look', params: { at: ['eye', 'ear'] } },
    ];
    await expect(commands.add({ items, at: 'back', revision: revision() }, ADA)).rejects.toMatchObject({
      code: 'invalid_params',
      message: expect.stringMatching(/^Item 3: nap cannot run: .* 2 more of the 5 items are wrong\.$/),
      issues: [
        { path: 'items[2].params.seconds', code: 'invalid_params' },
        { path: 'items[3].name', code: 'unknown_plan' },
        { path: 'items[4].params.at[1]', code: 'unknown_device' },
      ],
    });
    expect(states()).toEqual([]);
  });

  it('refuse items whose check took so long that somebody was faster', async () => {
    vi.useRealTimers();
    const { commands, revision, worker } = setUp();
    const items = Array.from({ length: 3000 }, () => ({ name: 'look', params: { at: ['eye'] } }));
    const seen = revision();
    const adding = commands.add({ items, at: 'back', revision: seen }, ADA);
    worker.submit(NAP, BOB);
    await expect(adding).rejects.toThrow(
      'The queue has changed since you looked: nap was added at the back by bob (command line).',
    );
    expect(worker.tasks().tasks).toHaveLength(1);
    vi.useFakeTimers();
  });

  it('edit an item only into one that can run', async () => {
    const { commands, add, revision, worker } = setUp();
    const [id = ''] = await add({ ...NAP, purpose: 'rest', instrument_session: 'cm1-1', metadata: { a: 1 } });
    const edit = (request: Parameters<typeof commands.edit>[0]['request']) => {
      return commands.edit({ task_id: id, request, revision: revision() }, ADA);
    };
    expect(() => edit({ params: { seconds: 'two' } })).toThrow(expect.objectContaining({ code: 'invalid_params' }));
    edit({ params: { seconds: 2 }, purpose: null });
    expect(worker.task(id)).toMatchObject({
      params: { seconds: 2 },
      purpose: null,
      instrument_session: 'cm1-1',
      metadata: { a: 1 },
    });
    edit({ name: 'look', params: { at: ['eye'] } });
    expect(worker.task(id).name).toBe('look');
  });

  it('edit of an instruction to stop its purpose alone', async () => {
    const { commands, add, revision, worker } = setUp();
    const [task_id = ''] = await add({ kind: 'stop' });
    commands.edit({ task_id, request: { purpose: 'Lunch.' }, revision: revision() }, ADA);
    expect(worker.task(task_id)).toMatchObject({ kind: 'stop', purpose: 'Lunch.' });
    expect(() => commands.edit({ task_id, request: { name: 'nap' }, revision: revision() }, ADA)).toThrow(
      'An instruction to stop has a purpose alone: it takes no name.',
    );
  });

  it('do not give other parameters to what goes on with an earlier run', () => {
    const { commands, worker, revision } = setUp();
    const { task_id } = worker.submit(NAP, ADA, { run_uid: 'run-1', from_point: 3 });
    const edit = (request: object) => commands.edit({ task_id, request, revision: revision() }, ADA);
    edit({ purpose: 'the rest' });
    expect(worker.task(task_id)).toMatchObject({ purpose: 'the rest', continues: { run_uid: 'run-1' } });
    expect(() => edit({ params: { seconds: 2 } })).toThrow(expect.objectContaining({ code: 'not_allowed' }));
  });

  it('check what is put back from the history and from a list as new', async () => {
    const { commands, add, revision, end } = setUp({ running: true });
    const [id = ''] = await add(NAP);
    await settle();
    await end();
    const { tasks } = await commands.requeue({ task_ids: [id], at: 'back', revision: revision() }, BOB);
    expect(tasks).toMatchObject([{ name: 'nap', state: 'running', submitted_by: 'bob' }]);
    commands.stop(ADA);
    await add({ kind: 'stop', purpose: 'Lunch.' }, NAP);
    commands.saveList({ name: 'monday', replace: false }, ADA);
    const loaded = await commands.loadList({ name: 'monday', at: 'front', revision: revision() }, BOB);
    expect(loaded.tasks.map(({ name }) => name)).toEqual(['stop', 'nap']);
    expect(commands.lists().map(({ name }) => name)).toEqual(['monday']);
    commands.removeList('monday');
    const missing = { name: 'monday', at: 'front' as const, revision: revision() };
    await expect(commands.loadList(missing, BOB)).rejects.toMatchObject({ code: 'unknown_list' });
    await end();
  });

  it('ask for the columns that the beamline defines', async () => {
    const columns = [
      { name: 'sample', title: 'Sample', required: true },
      { name: 'cryo', required: false, choices: ['on', 'off'] },
    ];
    const { worker, engine, commands, revision, end } = setUp({ running: true, columns });
    expect(() => worker.submit(NAP, ADA)).toThrow(
      'nap cannot run: Sample is missing: this beamline asks for it (columns.sample)',
    );
    expect(() => worker.check({ ...NAP, columns: { smaple: 'LaB6', cryo: 'maybe' }, params: { seconds: '' } })).toThrow(
      expect.objectContaining({
        issues: [
          expect.objectContaining({ path: 'params.seconds' }),
          expect.objectContaining({
            path: 'columns.smaple',
            message: 'this beamline has no column smaple; did you mean sample?',
          }),
          expect.objectContaining({ path: 'columns.sample' }),
          expect.objectContaining({ path: 'columns.cryo', message: 'cryo must be one of on, off, not maybe' }),
        ],
      }),
    );
    const items = [NAP];
    await expect(commands.add({ items, at: 'back', revision: revision() }, ADA)).rejects.toMatchObject({
      issues: [{ path: 'items[0].columns.sample' }],
    });
    worker.submit({ ...NAP, columns: { sample: 'LaB6' } }, ADA);
    await settle();
    expect(engine.metadata[0]).toMatchObject({ sample: 'LaB6', user: 'ada' });
    await end();
  });
});

describe('run now', () => {
  it('runs one item past a queue that does not run, which stays as it is', async () => {
    const { commands, add, revision, states, end, worker } = setUp();
    const [, second = ''] = await add(NAP, NAP, NAP);
    commands.hold({ task_ids: [second], reason: 'Wait.', revision: revision() }, ADA);
    const seen = revision();
    commands.runNow({ task_id: second, revision: seen }, ADA);
    expect(() => commands.clear({ revision: seen }, BOB)).toThrow('nap was run past the others by ada (console).');
    expect(states()).toEqual(['nap running', 'nap waiting', 'nap waiting']);
    await settle();
    await end();
    expect(states()).toEqual(['nap succeeded', 'nap waiting', 'nap waiting']);
    expect(worker.task(second)).toMatchObject({ state: 'succeeded', hold: null });
    expect(worker.tasks().queue).toMatchObject({ running: false, reason: 'The queue was stopped by ada.' });
  });

  it('is refused while something runs, and for what does not wait', async () => {
    const { commands, add, revision, end } = setUp();
    const [first = '', second = '', stop = ''] = await add(NAP, NAP, { kind: 'stop' });
    const runNow = (task_id: string) => commands.runNow({ task_id, revision: revision() }, ADA);
    expect(() => runNow(stop)).toThrow(expect.objectContaining({ code: 'invalid_transition' }));
    runNow(first);
    expect(() => runNow(second)).toThrow(
      expect.objectContaining({ code: 'engine_busy', message: 'nap runs: nap can be run when it has ended.' }),
    );
    expect(() => runNow(first)).toThrow(expect.objectContaining({ code: 'invalid_transition' }));
    expect(() => commands.runNow({ task_id: second, revision: 0 }, ADA)).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    await settle();
    await end();
  });
});

describe('the worker and its queue', () => {
  it('stops at an instruction, with its purpose, and goes on behind it', async () => {
    const { commands, add, revision, states, worker, end } = setUp();
    await add(NAP, { kind: 'stop', purpose: 'Change the sample.' }, NAP);
    commands.start({ revision: revision() }, ADA);
    await settle();
    await end();
    expect(states()).toEqual(['nap succeeded', 'stop succeeded', 'nap waiting']);
    expect(worker.tasks().queue).toMatchObject({ running: false, reason: 'Change the sample.' });
    commands.start({ revision: revision() }, ADA);
    expect(states().at(-1)).toBe('nap running');
    await settle();
    await end();
  });

  it('passes over what is held, and takes it as soon as it is released', async () => {
    const { commands, add, revision, states, end } = setUp();
    const [first = ''] = await add(NAP, { name: 'look', params: { at: ['eye'] } });
    commands.hold({ task_ids: [first], reason: 'No beam.', revision: revision() }, ADA);
    commands.start({ revision: revision() }, ADA);
    await settle();
    expect(states()).toEqual(['look running', 'nap waiting']);
    await end();
    expect(states()).toEqual(['look succeeded', 'nap waiting']);
    commands.release({ task_ids: [first], revision: revision() }, ADA);
    expect(states()).toEqual(['look succeeded', 'nap running']);
    await settle();
    await end();
  });

  it('runs a loop until it is switched off', async () => {
    const { commands, add, revision, states, end } = setUp();
    await add(NAP);
    commands.set({ loop: true, revision: revision() }, ADA);
    commands.start({ revision: revision() }, ADA);
    await settle();
    await end();
    expect(states()).toEqual(['nap succeeded', 'nap running']);
    commands.set({ loop: false, revision: revision() }, ADA);
    await end();
    expect(states()).toEqual(['nap succeeded', 'nap succeeded']);
  });

  it('goes on after a failure where it is told to', async () => {
    const { commands, add, revision, states, end } = setUp();
    await add(NAP, NAP);
    commands.set({ on_failure: 'continue', revision: revision() }, ADA);
    commands.start({ revision: revision() }, ADA);
    await settle();
    await end({ exitStatus: 'fail', exception: new Error('no beam') });
    expect(states()).toEqual(['nap failed', 'nap running']);
    await end();
  });

  it('starts nothing while it may not, and says why', async () => {
    let refusal: HutchError | undefined = new HutchError('disk_full', 'The disk is full: no new run starts.');
    const { commands, states, worker, revision, end } = setUp({ running: true, mayStart: () => refusal });
    const { task_id } = worker.submit(NAP, ADA);
    expect(states()).toEqual(['nap waiting']);
    expect(worker.tasks().queue).toMatchObject({ running: false, reason: 'The disk is full: no new run starts.' });
    expect(() => commands.runNow({ task_id, revision: revision() }, ADA)).toThrow(
      expect.objectContaining({ code: 'disk_full' }),
    );
    refusal = undefined;
    commands.start({ revision: revision() }, ADA);
    expect(states()).toEqual(['nap running']);
    await settle();
    await end();
  });

  it('runs what goes on with an earlier run in another way, and says so in the start documents', async () => {
    const planFor = vi.fn((_task: Task, plan: MsgGenerator) => plan);
    const provenance = vi.fn(async () => ({ hutch: '1.2.3' }));
    const { worker, engine, end } = setUp({ running: true, planFor, provenance });
    const continues = { run_uid: 'run-1', from_point: 3 };
    worker.submit({ name: 'look', params: { at: ['eye'] } }, ADA, continues);
    await settle();
    expect(planFor).toHaveBeenCalledWith(expect.objectContaining({ continues }), engine.plans[0]);
    expect(provenance).toHaveBeenCalledWith('look', ['eye']);
    expect(engine.metadata[0]).toMatchObject({ continues, provenance: { hutch: '1.2.3' } });
    await end();
  });

  it('tells what the process before was killed in, and runs it never again by itself', async () => {
    const journal = new MemoryTaskJournal();
    const first = setUp({ running: true, journal });
    await first.add(NAP, NAP);
    await settle();
    const second = setUp({ running: true, journal, uuid: () => 'later' });
    expect(second.worker.interrupted()).toMatchObject([{ task_id: 'id-1', state: 'interrupted' }]);
    expect(second.states()).toEqual(['nap interrupted', 'nap waiting']);
    expect(second.engine.plans).toEqual([]);
    second.commands.start({ revision: second.revision() }, ADA);
    await settle();
    await second.end();
    expect(second.states()).toEqual(['nap interrupted', 'nap succeeded']);
    await first.end();
  });

  it('keeps a trace beside the sentence that says why a task failed', async () => {
    const { worker, end } = setUp({ running: true });
    const { task_id } = worker.submit(NAP, ADA);
    await settle();
    await end({ exitStatus: 'fail', exception: new Error('no beam\n    at measure (plan.ts:3:7)\n    at run') });
    const { error, outcome, hold } = worker.task(task_id);
    expect(error?.message).toBe('nap failed: no beam');
    expect(error?.trace).toContain('at measure');
    expect(outcome).toMatchObject({ message: 'nap failed: no beam' });
    expect(hold?.reason).toBe('nap failed: no beam');
  });
});
