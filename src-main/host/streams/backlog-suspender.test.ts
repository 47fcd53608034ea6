import { describe, expect, it } from 'vitest';
import { deferred } from '../../engine/deferred.ts';
import type { Msg, MsgGenerator } from '../../engine/msg.ts';
import { m, recordEngine, takeEvent } from '../../engine/testing/record-engine.ts';
import { StagedDetector, TestMotor, TestSignal } from '../../engine/testing/test-devices.ts';
import { BacklogSuspender } from './backlog-suspender.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Lets the plan go as far as it can. */
async function rest(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await turn();
}

function setUp() {
  const recording = recordEngine({ recordInterruptions: true });
  const suspender = new BacklogSuspender(recording.engine);
  recording.engine.installSuspender(suspender);
  /** Values of the gauge; the stream of interruptions apart. */
  const events = () =>
    recording.docs('event').flatMap(({ data }) => Object.values(data as object).filter((value) => value >= 0));
  return { ...recording, suspender, events };
}

/** A step scan of three points; `at` is called when one is stored, before the next checkpoint. */
function* points(at: (point: number) => void, first: Msg = m('null')): MsgGenerator<void> {
  const gauge = new TestSignal('gauge', 0);
  yield first;
  yield m('open_run');
  for (const point of [1, 2, 3]) {
    yield m('checkpoint');
    gauge.put(point);
    yield* takeEvent([gauge]);
    at(point);
  }
  yield m('close_run');
}

describe('BacklogSuspender', () => {
  it('lets a plan wait at its next checkpoint, and takes no point a second time', async () => {
    const { engine, suspender, events, docs, commands } = setUp();
    const finished = engine.run(points((point) => point === 2 && suspender.hold('The disk is full.')));
    await rest();
    expect(events()).toEqual([1, 2]);
    expect(engine.state, 'as every suspended plan').toBe('running');
    expect(commands.at(-1)).toBe('wait_for');
    suspender.letGo();
    expect((await finished).exitStatus).toBe('success');
    expect(events()).toEqual([1, 2, 3]);
    expect(docs('event').map(({ data }) => data)).toContainEqual({ interruption: 'The disk is full.' });
    commands.length = 0;
    expect((await engine.run([m('checkpoint')])).exitStatus).toBe('success');
    expect(commands, 'the hook that was there is there again').toEqual(['checkpoint']);
  });

  it('leaves devices alone: a move that goes on across the checkpoint ends where it should, and no frame is forgotten', async () => {
    const { engine, suspender, docs, commands } = setUp();
    const motor = new TestMotor();
    motor.manual = true;
    const det = new StagedDetector();
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      yield m('trigger', det, [], { group: 'g' });
      yield m('set', motor, [10], { group: 'g' });
      suspender.hold('The disk is full.');
      yield m('checkpoint');
      yield m('wait', null, [], { group: 'g' });
      yield* takeEvent([motor]);
      yield m('close_run');
    }
    const finished = engine.run(plan());
    await rest();
    expect(commands.at(-1)).toBe('wait_for');
    expect(motor.moving).toBe(true);
    expect(motor.log).toEqual(['set 10']);
    motor.position = 10;
    motor.status?.finish();
    suspender.letGo();
    expect((await finished).exitStatus).toBe('success');
    expect(det.log).toEqual(['trigger']);
    expect(docs('event').map(({ data }) => data)).toContainEqual({ motor: 10 });
  });

  it('gives way to a suspender that interrupts, and waits on after it', async () => {
    const { engine, suspender, events, commands } = setUp();
    const finished = engine.run(points((point) => point === 1 && suspender.hold('The disk is full.')));
    await rest();
    const { promise: beam, resolve: beamIsBack } = deferred();
    engine.requestSuspend(() => beam, { justification: 'There is no beam.' });
    await rest();
    expect(commands).toContain('_start_suspender');
    beamIsBack();
    await rest();
    expect(commands.at(-1)).toBe('wait_for');
    expect(events()).toEqual([1]);
    suspender.letGo();
    expect((await finished).exitStatus).toBe('success');
    expect(events()).toEqual([1, 2, 3]);
  });

  it('lets a plan go on that has no checkpoint, or none any more', async () => {
    const { engine, suspender } = setUp();
    const hold = m('wait_for', null, [[async () => suspender.hold('The disk is full.')]]);
    expect((await engine.run([hold, m('null'), m('null')])).exitStatus).toBe('success');
    suspender.letGo();
    const cleared = engine.run([hold, m('clear_checkpoint'), m('checkpoint'), m('null')]);
    expect((await cleared).exitStatus).toBe('success');
  });

  it('keeps a plan from its first message that begins meanwhile', async () => {
    const { engine, suspender, commands } = setUp();
    suspender.hold('The disk is full.');
    suspender.hold('It is full.');
    expect(suspender).toMatchObject({ tripped: true, justification: 'The disk is full.' });
    const finished = engine.run([m('null')]);
    await rest();
    expect(commands).toEqual(['wait_for']);
    suspender.letGo();
    await finished;
    expect(commands).toEqual(['wait_for', 'null']);
    expect(suspender).toMatchObject({ tripped: false, justification: '' });
  });

  it('is overruled by a person: a plan that waits can be aborted, and no checkpoint of its cleanup holds it up', async () => {
    const { engine, suspender, commands } = setUp();
    const motor = new TestMotor();
    function* plan(): MsgGenerator<void> {
      try {
        suspender.hold('The disk is full.');
        yield m('checkpoint');
        yield m('null');
      } finally {
        yield m('checkpoint');
        yield m('set', motor, [0], { group: 'g' });
      }
    }
    const finished = engine.run(plan());
    await rest();
    expect(commands.at(-1)).toBe('wait_for');
    await engine.abort('enough');
    expect(await finished).toMatchObject({ exitStatus: 'abort', reason: 'enough' });
    expect(motor.log[0]).toBe('set 0');
    expect(suspender.tripped).toBe(true);
  });

  it('waits on through a pause and a resume', async () => {
    const { engine, suspender, events } = setUp();
    const finished = engine.run(points((point) => point === 1 && suspender.hold('The disk is full.')));
    await rest();
    await engine.requestPause();
    await engine.resume();
    await rest();
    expect(events()).toEqual([1]);
    suspender.letGo();
    expect((await finished).exitStatus).toBe('success');
    expect(events()).toEqual([1, 2, 3]);
  });

  it('lets a pause go first that waits for the same checkpoint', async () => {
    const { engine, suspender, events, commands } = setUp();
    const finished = engine.run(
      points((point) => {
        if (point !== 1) return;
        suspender.hold('The disk is full.');
        void engine.requestPause(true);
      }),
    );
    await engine.machine.until(['paused']);
    await engine.resume();
    await rest();
    expect(commands.at(-1)).toBe('wait_for');
    expect(events()).toEqual([1, 2]);
    suspender.letGo();
    expect((await finished).exitStatus).toBe('success');
  });

  it('releases whoever waits when it is removed', async () => {
    const { engine, suspender } = setUp();
    const finished = engine.run(points(() => suspender.hold('The disk is full.')));
    await rest();
    engine.removeSuspender(suspender);
    expect((await finished).exitStatus).toBe('success');
    suspender.hold('The disk is full.');
    expect(suspender.waitForRelease(), 'it is in no engine').toBeNull();
  });
});
