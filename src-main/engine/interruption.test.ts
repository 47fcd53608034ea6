import { describe, expect, it } from 'vitest';
import { NoReplayAllowed } from './engine-errors.ts';
import type { MsgGenerator } from './msg.ts';
import { m, recordEngine } from './testing/record-engine.ts';
import { StagedDetector, TestDetector, TestMotor, TestSignal } from './testing/test-devices.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('pause and resume', () => {
  it('pauses at the next checkpoint when deferred, at once, and forgets a request that found none', async () => {
    const { engine, commands } = recordEngine();
    const finished = engine.run([m('pause', null, [], { defer: true }), m('null'), m('checkpoint'), m('null')]);
    await engine.machine.until(['paused']);
    expect(commands).toEqual(['pause', 'null', 'checkpoint']);
    expect(engine.deferredPauseRequested).toBe(false);
    await engine.resume();
    await finished;
    await engine.run([m('pause', null, [], { defer: true })]);
    expect(engine.deferredPauseRequested).toBe(true);
    await engine.run([m('checkpoint')]);
    expect(engine.deferredPauseRequested).toBe(false);
  });

  it('aborts a plan that cleared its checkpoint, and throws FailedPause into it', async () => {
    const { engine, states } = recordEngine();
    const seen: string[] = [];
    function* plan(): MsgGenerator<void> {
      yield m('clear_checkpoint');
      yield m('checkpoint');
      try {
        yield m('pause');
      } catch (error) {
        seen.push((error as Error).name);
        throw error;
      }
    }
    expect(await engine.run(plan())).toMatchObject({ exitStatus: 'abort', interrupted: true });
    expect(seen).toEqual(['FailedPause']);
    expect(states).toEqual(['running', 'pausing', 'aborting', 'idle']);
  });

  it('stops motors, tells pausable devices, takes monitors off and puts them on again', async () => {
    const { engine } = recordEngine();
    const [motor, det, gauge] = [new TestMotor(), new StagedDetector(), new TestSignal()];
    const finished = engine.run([
      m('open_run'),
      m('monitor', gauge, [], { name: 'gauge' }),
      m('set', motor, [1], { group: 'g' }),
      m('trigger', det, [], { group: 'g' }),
      m('pause'),
    ]);
    await engine.machine.until(['paused']);
    expect(motor.log).toEqual(['set 1', 'stop true']);
    expect(det.log).toEqual(['trigger', 'pause']);
    expect(gauge.callbacks.size).toBe(0);
    await engine.resume();
    expect(gauge.callbacks.size).toBe(1);
    await finished;
    expect(det.log).toEqual(['trigger', 'pause', 'resume', 'trigger']);
    expect(gauge.callbacks.size).toBe(0);
  });

  it('replays nothing when a device forbids it', async () => {
    const { engine, commands } = recordEngine();
    const det = new StagedDetector();
    det.pause = () => {
      throw new NoReplayAllowed();
    };
    const finished = engine.run([m('checkpoint'), m('trigger', det), m('pause'), m('null')]);
    await engine.machine.until(['paused']);
    await engine.resume();
    await finished;
    expect(commands).toEqual(['checkpoint', 'trigger', 'pause', 'null']);
  });

  it('drops a reading that arrives after a pause has abandoned its message', async () => {
    const { engine, docs } = recordEngine();
    const det = new TestDetector();
    const answers: ((value: number) => void)[] = [];
    det.read = () =>
      new Promise((resolve) => {
        answers.push((value) => resolve({ det: { value, timestamp: 1 } }));
      });
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      yield m('checkpoint');
      yield m('create', null, [], { name: 'primary' });
      yield m('read', det);
      yield m('save');
      yield m('close_run');
    }
    const finished = engine.run(plan());
    await engine.requestPause();
    answers[0]?.(1);
    await turn();
    await engine.resume();
    await expect.poll(() => answers).toHaveLength(2);
    answers[1]?.(2);
    await finished;
    expect(docs('event').map((doc) => doc.data)).toEqual([{ det: 2 }]);
  });

  it('fails the plan when a device cannot resume, and aborts at once what was paused', async () => {
    const { engine } = recordEngine();
    const det = new StagedDetector();
    det.resume = () => {
      throw new Error('det is gone');
    };
    const first = engine.run([m('trigger', det), m('pause')]);
    await engine.machine.until(['paused']);
    await engine.resume();
    expect(await first).toMatchObject({ exitStatus: 'fail', reason: 'det is gone' });
    const second = engine.run([m('pause')]);
    await engine.machine.until(['paused']);
    await expect(engine.run([])).rejects.toThrow(/is paused: it runs one plan at a time/);
    await engine.abort('never mind');
    expect((await second).exitStatus).toBe('abort');
  });

  it('notes a pause that is asked for while a suspension begins', async () => {
    const { engine } = recordEngine();
    const finished = engine.run([m('checkpoint'), m('sleep', null, [0.001])]);
    engine.requestSuspend(() => Promise.resolve());
    expect(engine.state).toBe('suspending');
    await engine.requestPause();
    expect(engine.state).toBe('paused');
    await engine.resume();
    expect((await finished).exitStatus).toBe('success');
  });

  it('begins a suspension that was asked for while it was paused with the resume, before the replay', async () => {
    const { engine, commands } = recordEngine();
    const finished = engine.run([m('checkpoint'), m('null'), m('pause')]);
    await engine.machine.until(['paused']);
    engine.requestSuspend(() => Promise.resolve(), { justification: 'refill' });
    await engine.resume();
    expect((await finished).exitStatus).toBe('success');
    expect(commands.slice(3, 6)).toEqual(['_start_suspender', 'rewindable', 'wait_for']);
    expect(commands.at(-1)).toBe('null');
  });

  it('cannot be suspended while it is ending', async () => {
    const { engine } = recordEngine();
    function* plan(): MsgGenerator<void> {
      try {
        yield m('sleep', null, [60]);
      } finally {
        yield m('sleep', null, [0.005]);
      }
    }
    void engine.run(plan());
    const stopped = engine.stop();
    expect(() => engine.requestSuspend(() => Promise.resolve())).toThrow(/is stopping and cannot be suspended/);
    expect((await stopped).exitStatus).toBe('success');
  });

  it('cannot be suspended without a checkpoint', async () => {
    const { engine, states } = recordEngine();
    const finished = engine.run([m('clear_checkpoint'), m('sleep', null, [60])]);
    engine.requestSuspend(() => Promise.resolve());
    expect((await finished).exitStatus).toBe('abort');
    expect(states).toEqual(['running', 'aborting', 'idle']);
  });

  it('takes no plan after it was disposed of', async () => {
    const { engine } = recordEngine();
    const finished = engine.run([m('sleep', null, [60])]);
    await engine.dispose();
    await engine.dispose();
    expect((await finished).exitStatus).toBe('abort');
    await expect(engine.run([])).rejects.toMatchObject({ code: 'unavailable' });
  });
});
