import { describe, expect, it } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import type { MsgGenerator } from './msg.ts';
import { namePlan } from './plan-name.ts';
import { m, recordEngine, takeEvent } from './testing/record-engine.ts';
import { TestDetector, TestMotor } from './testing/test-devices.ts';

describe('RunEngine', () => {
  it('runs a plan from open_run to close_run and emits its documents', async () => {
    const { engine, documents, states } = recordEngine();
    const det = new TestDetector();
    function* plan(): MsgGenerator<string> {
      const uid = yield m('open_run', null, [], { purpose: 'test' });
      yield m('checkpoint');
      yield m('trigger', det, [], { group: 'a' });
      yield m('wait', null, [], { group: 'a' });
      yield* takeEvent([det]);
      yield m('close_run');
      return uid as string;
    }
    const result = await engine.run(namePlan(plan(), 'count'), { metadata: { operator: 'me' } });
    expect(result).toMatchObject({ exitStatus: 'success', interrupted: false, reason: '', exception: null });
    expect(result.planResult).toBe(result.runStartUids[0]);
    expect(documents.map((entry) => entry.name)).toEqual(['start', 'descriptor', 'event', 'stop']);
    expect(documents[0]?.doc).toMatchObject({ purpose: 'test', operator: 'me', scan_id: 1, plan_name: 'count' });
    expect(documents[2]?.doc).toMatchObject({ data: { det: 1 }, timestamps: { det: 1 }, seq_num: 1, filled: {} });
    expect(documents[3]?.doc).toMatchObject({ exit_status: 'success', reason: '', num_events: { primary: 1 } });
    expect(states).toEqual(['running', 'idle']);
  });

  it('resolves with fail and the exception when the plan throws, and closes the run', async () => {
    const { engine, docs } = recordEngine();
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      throw new Error('boom');
    }
    const result = await engine.run(plan());
    expect(result).toMatchObject({ exitStatus: 'fail', reason: 'boom', planResult: undefined });
    expect(docs('stop')).toMatchObject([{ exit_status: 'fail', reason: 'boom' }]);
    expect(engine.state).toBe('idle');
  });

  it('rejects a second call while one runs, and the first goes on', async () => {
    const { engine } = recordEngine();
    const first = engine.run([m('sleep', null, [0.01])]);
    await expect(engine.run([m('null')])).rejects.toMatchObject({ code: 'engine_busy' });
    expect((await first).exitStatus).toBe('success');
  });

  it('rejects what is no plan, saying what it was given', async () => {
    const { engine } = recordEngine();
    function* count(): MsgGenerator<void> {
      yield m('null');
    }
    await expect(engine.run(count as never)).rejects.toThrow(/count is a function: call it, count\(\.\.\.\)/);
    await expect(engine.run(5 as never)).rejects.toMatchObject({ code: 'invalid_plan' });
    await expect(engine.run(Promise.resolve() as never)).rejects.toThrow(/plans are generators, not async functions/);
    const yieldsGenerator = await engine.run([count() as never]);
    expect(yieldsGenerator.exception).toMatchObject({ code: 'invalid_plan' });
    expect(yieldsGenerator.exception?.message).toContain("did you mean 'yield*'?");
  });

  it('throws a failed status into the plan at the next message', async () => {
    const { engine } = recordEngine();
    const motor = new TestMotor();
    motor.failWith = new Error('limit switch');
    const caught: unknown[] = [];
    function* plan(): MsgGenerator<void> {
      try {
        yield m('set', motor, [1], { group: 'g' });
      } catch (error) {
        caught.push(error);
      }
      yield m('null');
    }
    expect((await engine.run(plan())).exitStatus).toBe('success');
    expect(caught).toMatchObject([
      { code: 'failed_status', message: 'limit switch', cause: { message: 'limit switch' } },
    ]);
  });

  it('stops every movable that was set at the end of the call', async () => {
    const { engine } = recordEngine();
    const motor = new TestMotor();
    await engine.run([m('set', motor, [1], { group: 'g' }), m('wait', null, ['g'])]);
    expect(motor.log).toEqual(['set 1', 'stop true']);
  });

  it('pauses, rewinds to the checkpoint, and resumes', async () => {
    const { engine, states, commands, docs } = recordEngine();
    const det = new TestDetector();
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      yield m('checkpoint');
      yield* takeEvent([det]);
      yield m('pause');
      yield m('close_run');
    }
    const finished = engine.run(plan());
    await engine.machine.until(['paused']);
    await engine.resume();
    expect((await finished).interrupted).toBe(false);
    expect(states).toEqual(['running', 'pausing', 'paused', 'running', 'idle']);
    expect(commands.slice(6)).toEqual(['create', 'read', 'save', 'close_run']);
    expect(docs('event').map((doc) => doc.seq_num)).toEqual([1, 1]);
  });

  it.each([
    ['stop', 'success', ''],
    ['abort', 'abort', 'why not'],
    ['halt', 'abort', ''],
  ] as const)('ends a sleeping plan by %s at once', async (verb, exitStatus, reason) => {
    const { engine, docs, commands } = recordEngine();
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      try {
        yield m('sleep', null, [60]);
      } finally {
        yield m('null', null, ['cleanup']);
      }
    }
    const finished = engine.run(plan());
    const result = await engine[verb](reason);
    expect(result).toMatchObject({ exitStatus, reason, interrupted: true });
    expect(await finished).toBe(result);
    expect(docs('stop')).toMatchObject([{ exit_status: exitStatus, reason }]);
    expect(commands.includes('null')).toBe(verb !== 'halt');
    expect(engine.state).toBe('idle');
  });

  it('refuses to pause, resume or end when there is nothing to', async () => {
    const { engine } = recordEngine();
    await expect(engine.requestPause()).rejects.toThrow(HutchError);
    await expect(engine.resume()).rejects.toMatchObject({ code: 'invalid_transition' });
    await expect(engine.abort()).rejects.toMatchObject({ code: 'invalid_transition' });
  });

  it('tells whether the plan is rewindable, and hands out the documents of a custom command', async () => {
    const { engine, documents } = recordEngine();
    const rewindable: boolean[] = [engine.rewindable];
    const datum = { datum_id: 'd/1', resource: 'd', datum_kwargs: {} };
    engine.registerCommand('tell', () => {
      rewindable.push(engine.rewindable);
      engine.emit('datum', datum);
    });
    await engine.run([m('rewindable', null, [false]), m('tell')]);
    rewindable.push(engine.rewindable);
    expect(rewindable).toEqual([true, false, true]);
    expect(documents).toEqual([{ name: 'datum', doc: datum }]);
  });
});
