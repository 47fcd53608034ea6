import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Msg, MsgGenerator } from './msg.ts';
import { SuspendBoolHigh } from './suspenders/index.ts';
import { m, recordEngine, takeEvent } from './testing/record-engine.ts';
import { StagedDetector, TestDetector, TestMotor, TestSignal } from './testing/test-devices.ts';

/** One test a line of docs/decisions/0010-engine-departures.md. */
describe('where the engine is safer than the original, on purpose', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('waits on for a suspender that is still tripped after a pause and a resume', async () => {
    const { engine, commands } = recordEngine();
    const shutter = new TestSignal('shutter');
    engine.installSuspender(new SuspendBoolHigh(shutter));
    const finished = engine.run([m('checkpoint'), m('null', null, ['before']), m('sleep', null, [60])]);
    void finished.catch(() => undefined);
    shutter.put(1);
    await expect.poll(() => commands.at(-1)).toBe('wait_for');
    await engine.requestPause();
    await engine.resume();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(commands.at(-1)).toBe('wait_for');
    shutter.put(0);
    await expect.poll(() => commands.at(-1)).toBe('sleep');
    await engine.abort();
  });

  it('holds the resume for a suspender that trips while the plan is paused, with its plans', async () => {
    const { engine, commands } = recordEngine();
    const shutter = new TestSignal('shutter');
    engine.installSuspender(new SuspendBoolHigh(shutter, { prePlan: [m('stop', new TestMotor())] }));
    const finished = engine.run([m('checkpoint'), m('null'), m('pause'), m('null', null, ['end'])]);
    await engine.machine.until(['paused']);
    shutter.put(1);
    await engine.resume();
    await expect.poll(() => commands.at(-1)).toBe('wait_for');
    expect(commands.slice(3)).toEqual(['_start_suspender', 'rewindable', 'stop', 'wait_for']);
    shutter.put(0);
    expect((await finished).exitStatus).toBe('success');
    expect(commands.slice(-4)).toEqual(['_resume_from_suspender', 'rewindable', 'null', 'null']);
  });

  it('does not hold the resume for a suspender that tripped and relaxed while the plan was paused', async () => {
    const { engine, commands } = recordEngine();
    const shutter = new TestSignal('shutter');
    engine.installSuspender(new SuspendBoolHigh(shutter));
    const finished = engine.run([m('checkpoint'), m('pause')]);
    await engine.machine.until(['paused']);
    shutter.put(1);
    shutter.put(0);
    await engine.resume();
    await finished;
    expect(commands).toEqual(['checkpoint', 'pause']);
  });

  it('waits again for what a pause interrupted while rewindable was off, and answers the plan', async () => {
    const { engine, commands } = recordEngine();
    const motor = new TestMotor();
    motor.manual = true;
    motor.stop = () => undefined;
    let answer: unknown = 'none';
    function* plan(): MsgGenerator<void> {
      yield m('rewindable', null, [false]);
      yield m('set', motor, [1], { group: 'g' });
      answer = yield m('wait', null, [], { group: 'g' });
    }
    const finished = engine.run(plan());
    await engine.requestPause();
    await engine.resume();
    expect(commands.at(-1)).toBe('wait');
    expect(answer).toBe('none');
    motor.status?.finish();
    expect((await finished).exitStatus).toBe('success');
    expect(answer).toBe(true);
  });

  it('never subscribes a monitor twice after a suspension', async () => {
    const { engine, docs } = recordEngine();
    const [shutter, gauge] = [new TestSignal('shutter'), new TestSignal('gauge')];
    engine.installSuspender(new SuspendBoolHigh(shutter));
    const finished = engine.run([
      m('open_run'),
      m('monitor', gauge, [], { name: 'gauge' }),
      m('checkpoint'),
      m('sleep', null, [0.01]),
      m('close_run'),
    ]);
    shutter.put(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    shutter.put(0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    gauge.put(7);
    await finished;
    expect(docs('event').map((doc) => doc.data)).toEqual([{ gauge: 0 }, { gauge: 7 }]);
  });

  it('puts the reason of an abort into the stop document of a plan that closes its run itself', async () => {
    const { engine, docs } = recordEngine();
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      try {
        yield m('sleep', null, [60]);
      } catch (error) {
        yield m('close_run', null, [], { exit_status: 'abort', reason: null });
        throw error;
      }
    }
    const finished = engine.run(plan());
    await engine.abort('beam dump');
    expect((await finished).reason).toBe('beam dump');
    expect(docs('stop')).toMatchObject([{ exit_status: 'abort', reason: 'beam dump' }]);
  });

  it('does not let a plan that swallows an abort write success', async () => {
    const { engine, docs } = recordEngine();
    function* plan(): MsgGenerator<string> {
      yield m('open_run');
      try {
        yield m('sleep', null, [60]);
      } catch {
        yield m('null');
      }
      yield m('close_run', null, [], { exit_status: 'success' });
      return 'done';
    }
    const finished = engine.run(plan());
    await engine.abort('why');
    expect(await finished).toMatchObject({ exitStatus: 'abort', reason: 'why', planResult: 'done' });
    expect(docs('stop')).toMatchObject([{ exit_status: 'abort', reason: 'why' }]);
  });

  it('never takes the numbers of the interruptions stream back', async () => {
    const { engine, docs } = recordEngine({ recordInterruptions: true });
    const finished = engine.run([
      m('open_run'),
      m('checkpoint'),
      m('null'),
      m('pause'),
      m('null'),
      m('pause'),
      m('close_run'),
    ]);
    for (let i = 0; i < 2; i++) {
      await engine.machine.until(['paused']);
      await engine.resume();
    }
    await finished;
    expect(docs('event').map((doc) => doc.seq_num)).toEqual([1, 2, 3, 4]);
    expect(docs('stop')).toMatchObject([{ num_events: { interruptions: 4 } }]);
  });

  it('never takes the numbers of a monitor back', async () => {
    const { engine, docs } = recordEngine();
    const gauge = new TestSignal('gauge');
    const finished = engine.run([
      m('open_run'),
      m('monitor', gauge, [], { name: 'gauge' }),
      m('checkpoint'),
      m('set', gauge, [1], { group: 'g' }),
      m('pause'),
      m('close_run'),
    ]);
    await engine.machine.until(['paused']);
    await engine.resume();
    await finished;
    expect(docs('event').map((doc) => doc.seq_num)).toEqual([1, 2, 3, 4]);
  });

  it('validates the metadata of a call before a device is touched, and spends no scan number', async () => {
    const { engine, states } = recordEngine();
    const det = new StagedDetector();
    const plan = [m('stage', det), m('open_run'), m('close_run')];
    await expect(engine.run(plan, { metadata: { sample: [1, 2] } })).rejects.toMatchObject({
      code: 'invalid_metadata',
    });
    expect(det.log).toEqual([]);
    expect(states).toEqual([]);
    engine.mdValidator = (md, phase) => {
      if (phase === 'run' && md.proposal === undefined) throw new Error('a proposal is missing');
    };
    const result = await engine.run([m('open_run')]);
    expect(result).toMatchObject({ exitStatus: 'fail', reason: 'a proposal is missing' });
    expect(result.exception).toMatchObject({ code: 'invalid_metadata' });
    expect(engine.md.scan_id).toBeUndefined();
  });

  it('applies the first preprocessor as the outermost, as documented', async () => {
    const around = (name: string) =>
      function* (plan: MsgGenerator): MsgGenerator {
        yield m('null', null, [`${name} head`]);
        const result = yield* plan;
        yield m('null', null, [`${name} tail`]);
        return result;
      };
    const { engine } = recordEngine({ preprocessors: [around('f'), around('g')] });
    const seen: unknown[] = [];
    engine.msgHook = (msg) => seen.push(msg.args[0]);
    await engine.run([m('null', null, ['plan'])]);
    expect(seen).toEqual(['f head', 'g head', 'plan', 'g tail', 'f tail']);
  });

  it('runs no message of a halted plan, but stops motors, unstages and closes documents', async () => {
    const { engine, docs, commands } = recordEngine();
    const motor = new TestMotor();
    motor.manual = true;
    const det = new StagedDetector();
    const seen: unknown[] = [];
    function* plan(): MsgGenerator<void> {
      try {
        yield m('stage', det);
        yield m('open_run');
        yield m('set', motor, [1], { group: 'g' });
        yield m('wait', null, ['g']);
      } catch (error) {
        seen.push((error as Error).name);
        throw error;
      } finally {
        yield m('null', null, ['cleanup']);
        seen.push('went on');
      }
    }
    const finished = engine.run(plan());
    await engine.halt();
    expect((await finished).exitStatus).toBe('abort');
    expect(seen).toEqual(['PlanHalt']);
    expect(commands).not.toContain('null');
    expect(motor.moving).toBe(false);
    expect(det.log).toEqual(['stage', 'unstage']);
    expect(docs('stop')).toMatchObject([{ exit_status: 'abort' }]);
  });

  it('bounds the message cache, with a warning before and a clear error at the limit', async () => {
    const warnings: string[] = [];
    const logger = { info: () => undefined, warn: (text: string) => void warnings.push(text), error: () => undefined };
    const { engine, commands } = recordEngine({ maxCachedMessages: 100, logger });
    function* plan(): MsgGenerator<void> {
      try {
        for (;;) yield m('null');
      } finally {
        yield m('checkpoint');
      }
    }
    const result = await engine.run(plan());
    expect(result.exception).toMatchObject({ code: 'message_cache_full' });
    expect(result.reason).toMatch(/100 messages since its last checkpoint/);
    expect(warnings).toHaveLength(1);
    expect(commands).toHaveLength(102);
    expect(commands.at(-1)).toBe('checkpoint');
  });

  it('stops what moves before the plan hears of an abort, and does not blame the plan for the failed move', async () => {
    const { engine } = recordEngine();
    const motor = new TestMotor();
    motor.manual = true;
    const order: string[] = motor.log;
    motor.stop = () => {
      order.push('stop');
      motor.status?.finish(new Error('stopped in mid-move'));
    };
    function* plan(): MsgGenerator<void> {
      try {
        yield m('set', motor, [1], { group: 'g' });
        yield m('wait', null, ['g']);
      } finally {
        order.push('cleanup');
        yield m('null');
      }
    }
    const finished = engine.run(plan());
    const aborted = engine.abort('now');
    expect(order).toEqual(['set 1', 'stop']);
    await aborted;
    expect(order).toEqual(['set 1', 'stop', 'cleanup', 'stop']);
    expect(await finished).toMatchObject({ exitStatus: 'abort', reason: 'now' });
  });

  it('lets no device that throws or hangs in stop() delay the others, and says which did not stop', async () => {
    const { engine } = recordEngine({ limits: { stopTimeoutMs: 20 } });
    const [hangs, throws, works] = [new TestMotor('hangs'), new TestMotor('throws'), new TestMotor('works')];
    hangs.stop = () => new Promise<void>(() => undefined);
    throws.stop = () => {
      throw new Error('no answer');
    };
    const result = await engine.run([hangs, throws, works].map((motor) => m('set', motor, [1], { group: 'g' })));
    expect(works.log).toEqual(['set 1', 'stop true']);
    expect(result.unstopped).toEqual([
      { device: 'throws', reason: 'no answer' },
      { device: 'hangs', reason: 'stop() of hangs took longer than 0.02 s' },
    ]);
  });

  it('takes a halt while the cleanup of an abort hangs', async () => {
    const { engine } = recordEngine();
    function* plan(): MsgGenerator<void> {
      try {
        yield m('sleep', null, [60]);
      } finally {
        yield m('sleep', null, [60]);
      }
    }
    const finished = engine.run(plan());
    const aborted = engine.abort('slow');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(engine.state).toBe('aborting');
    const halted = await engine.halt();
    expect(await aborted).toBe(halted);
    expect(await finished).toBe(halted);
    expect(halted.exitStatus).toBe('abort');
  });

  it('fails the plan when an asynchronous subscriber rejects, and does not crash', async () => {
    const { engine } = recordEngine();
    engine.subscribe(async () => {
      throw new Error('disk full');
    }, 'start');
    const result = await engine.run([m('open_run'), m('sleep', null, [0.001]), m('null')]);
    expect(result).toMatchObject({ exitStatus: 'fail', reason: 'disk full' });
  });

  it('leaves no callback on a status that never finishes', async () => {
    const { engine } = recordEngine();
    const motor = new TestMotor();
    motor.manual = true;
    motor.stop = () => undefined;
    await engine.run([m('set', motor, [1], { group: 'g' })]);
    expect(motor.moving).toBe(true);
    expect(motor.status?.listeners).toBe(0);
  });

  it('delivers a document to every subscriber, also behind one that throws', async () => {
    const { engine } = recordEngine();
    const seen: string[] = [];
    engine.subscribe(() => {
      throw new Error('bad callback');
    }, 'event');
    engine.subscribe((name) => void seen.push(name), 'event');
    const result = await engine.run([m('open_run'), ...takeEvent([new TestDetector()])]);
    expect(result).toMatchObject({ exitStatus: 'fail', reason: 'bad callback' });
    expect(seen).toEqual(['event']);
  });

  it('says what is wrong, and with which device, in a sentence that reaches the stop document', async () => {
    const mistakes: [messages: Msg[], sentence: string][] = [
      [[m('nope')], "The RunEngine has no command 'nope'"],
      [[m('set', new TestDetector(), [1])], 'Device det (TestDetector) is not Movable: it has no set'],
      [[m('save')], "A 'create' must open a bundle before it can be saved with 'save'"],
      [[m('configure', new TestMotor(), [1])], 'Device motor (TestMotor) is not Configurable'],
    ];
    for (const [messages, sentence] of mistakes) {
      const { engine, docs } = recordEngine();
      const result = await engine.run([m('open_run'), ...messages]);
      expect(result.reason).toContain(sentence);
      expect(docs('stop')).toMatchObject([{ exit_status: 'fail', reason: result.reason }]);
    }
  });
});
