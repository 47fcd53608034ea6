import { describe, expect, it, vi } from 'vitest';
import type { MsgGenerator } from '../msg.ts';
import { doneStatus } from '../testing/manual-status.ts';
import { m, recordEngine, takeEvent } from '../testing/record-engine.ts';
import { TestDetector, TestMotor, TestSignal } from '../testing/test-devices.ts';

/** Sends messages one by one and collects the answers; an error is an answer, too. */
function* ask(answers: unknown[], ...messages: ReturnType<typeof m>[]): MsgGenerator<void> {
  for (const message of messages) {
    try {
      answers.push(yield message);
    } catch (error) {
      answers.push((error as { code: string }).code);
    }
  }
}

async function answersTo(...messages: ReturnType<typeof m>[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  await recordEngine().engine.run(ask(answers, ...messages));
  return answers;
}

describe('commands', () => {
  it('locate answers with a location, or with a list for several devices or without squeeze', async () => {
    const [x, y] = [new TestMotor('x'), new TestMotor('y')];
    const here = { setpoint: 0, readback: 0 };
    y.locate = () => Promise.resolve(here) as never;
    const answers = await answersTo(
      m('locate', x),
      m('locate', x, [], { squeeze: false }),
      m('locate', x, [y]),
      m('locate', new TestDetector()),
    );
    expect(answers).toEqual([here, [here], [here, here], 'wrong_protocol']);
  });

  it('wait_for answers with how each promise settled, and gives up at its timeout', async () => {
    const promises = [() => Promise.resolve(1), () => Promise.reject(new Error('no'))];
    const never = [() => new Promise(() => undefined)];
    const answers = await answersTo(m('wait_for', null, [promises]), m('wait_for', null, [never], { timeout: 0.005 }));
    expect(answers).toMatchObject([[{ value: 1 }, { status: 'rejected' }], 'timeout']);
  });

  it('input asks whoever the engine was given, and says so when that is nobody', async () => {
    expect(await answersTo(m('input', null, [], { prompt: 'ready?' }))).toEqual(['unavailable']);
    const { engine } = recordEngine({ inputSource: async (prompt) => `${prompt} yes` });
    const answers: unknown[] = [];
    await engine.run(ask(answers, m('input', null, [], { prompt: 'ready?' })));
    expect(answers).toEqual(['ready? yes']);
  });

  it('input no longer waits for the operator after an abort', async () => {
    let signal: AbortSignal | null = null;
    const { engine } = recordEngine({
      inputSource: (_, given) => {
        signal = given;
        return new Promise(() => undefined);
      },
    });
    void engine.run([m('input')]);
    await engine.abort();
    expect((signal as AbortSignal | null)?.aborted).toBe(true);
  });

  it('prepare, kickoff and complete give statuses and pass arguments on', async () => {
    const device = {
      name: 'flyer',
      prepare: vi.fn(() => doneStatus()),
      kickoff: vi.fn(() => doneStatus()),
      complete: vi.fn(() => doneStatus()),
    };
    const answers = await answersTo(
      m('open_run'),
      m('prepare', device, [1, 2], { group: 'g', speed: 3 }),
      m('kickoff', device, [], { group: 'g' }),
      m('complete', device),
      m('close_run'),
    );
    expect(answers.slice(1, 4)).toMatchObject([{ success: true }, { success: true }, { success: true }]);
    expect(device.prepare).toHaveBeenCalledWith(1, 2, { speed: 3 });
    expect(device.kickoff).toHaveBeenCalledWith();
  });

  it('stop stops a device, RE_class answers with the class, rewindable with the flag', async () => {
    const motor = new TestMotor();
    const { engine } = recordEngine();
    const answers: unknown[] = [];
    await engine.run(
      ask(answers, m('stop', motor), m('RE_class'), m('rewindable', null, [null]), m('rewindable', null, [false])),
    );
    expect(motor.log).toEqual(['stop true']);
    expect(answers.slice(1)).toEqual([engine.constructor, true, false]);
  });

  it('configure answers with before and after and renews descriptors; a device without it is refused', async () => {
    const { engine, docs } = recordEngine();
    const det = new TestDetector();
    const bare = { name: 'bare', readConfiguration: () => ({}), describeConfiguration: () => ({}) };
    const answers: unknown[] = [];
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      yield* takeEvent([det]);
      yield* ask(answers, m('configure', det, [{ exposure: 0.5 }]), m('configure', bare, [{}]));
      yield* takeEvent([det]);
      yield m('close_run');
    }
    await engine.run(plan());
    expect(answers).toMatchObject([
      [{ 'det-exposure': { value: 0.1 } }, { 'det-exposure': { value: 0.5 } }],
      'wrong_protocol',
    ]);
    const descriptors = docs('descriptor');
    expect(descriptors.map((doc) => doc.configuration)).toMatchObject([
      { det: { data: { 'det-exposure': 0.1 } } },
      { det: { data: { 'det-exposure': 0.5 } } },
    ]);
    expect(docs('event').map((doc) => [doc.descriptor, doc.seq_num])).toEqual([
      [descriptors[0]?.uid, 1],
      [descriptors[1]?.uid, 2],
    ]);
  });

  it('subscribe and unsubscribe reach as far as the plan', async () => {
    const { engine } = recordEngine();
    const seen: string[] = [];
    const callback = (name: string): void => void seen.push(name);
    function* plan(): MsgGenerator<void> {
      const token = yield m('subscribe', null, [callback, 'start']);
      yield m('open_run');
      yield m('unsubscribe', null, [token]);
      yield m('open_run', null, [], {}, 'second');
      yield m('subscribe', null, [callback]);
    }
    await engine.run(plan());
    expect(seen).toEqual(['start', 'stop', 'stop']);
    await engine.run([m('open_run')]);
    expect(seen).toHaveLength(3);
    expect(await answersTo(m('unsubscribe', null, [99]))).toEqual(['bad_request']);
  });

  it('a custom command answers, may be asynchronous, is told when nobody waits any more, and can be unregistered', async () => {
    const { engine } = recordEngine();
    let aborted = false;
    engine.registerCommand('double', (msg) => (msg.args as unknown as number[]).map((x) => x * 2));
    engine.registerCommand('forever', (_, { signal }) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return new Promise(() => undefined);
    });
    const answers: unknown[] = [];
    await engine.run(ask(answers, m('double', null, [1, 2])));
    expect(answers).toEqual([[2, 4]]);
    void engine.run([m('forever')]);
    await engine.abort();
    expect(aborted).toBe(true);
    engine.unregisterCommand('double');
    expect(engine.commands).not.toContain('double');
    expect((await engine.run([m('double')])).exception).toMatchObject({ code: 'invalid_command' });
    expect(() => engine.unregisterCommand('double')).toThrow(/no command 'double'/);
  });

  it('an illegal order, an unknown command, a device without the protocol are typed errors that the plan may catch', async () => {
    const det = new TestDetector();
    const signal = new TestSignal();
    const answers = await answersTo(
      m('save'),
      m('close_run'),
      m('monitor', signal),
      m('kickoff', det),
      m('open_run'),
      m('open_run'),
      m('drop'),
      m('create'),
      m('unmonitor', signal),
      m('checkpoint'),
      m('nonsense'),
      m('set', det, [1]),
      m('close_run', null, [], { exit_status: 'splendid' }),
      m('collect', det, [], { stream: true }),
    );
    const illegal = 'illegal_message_sequence';
    expect(answers.filter((answer) => answer !== undefined)).toEqual([
      ...[illegal, illegal, illegal, illegal],
      expect.any(String),
      ...[illegal, illegal, 'invalid_params', illegal, illegal, 'invalid_command'],
      ...['wrong_protocol', 'invalid_params', 'invalid_params'],
    ]);
  });
});
