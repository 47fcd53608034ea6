import { describe, expect, test, vi } from 'vitest';
import type { Msg } from '../../engine/msg.ts';
import { FakeDetector, FakeMotor } from '../testing/fake-devices.ts';
import { labels, play } from '../testing/play.ts';
import * as stubs from './index.ts';

const det = new FakeDetector('det');
const x = new FakeMotor('x');
const y = new FakeMotor('y');

/** A motor that can be located. */
class LocatableMotor extends FakeMotor {
  locate() {
    return { setpoint: 2, readback: 1.5 };
  }
}

function messagesOf(plan: Parameters<typeof play>[0]): Msg[] {
  const messages: Msg[] = [];
  play(plan, (message) => {
    messages.push(message);
    return undefined;
  });
  return messages;
}

describe('mv', () => {
  test('starts every motor in one group and waits for it', () => {
    const messages = messagesOf(
      stubs.mv(
        new Map([
          [x, 1],
          [y, 2],
        ]),
        { timeout: 3 },
      ),
    );
    const [first, second, last] = messages.map(({ command, kwargs }) => ({ command, kwargs }));
    expect([first?.command, second?.command, last?.command]).toEqual(['set', 'set', 'wait']);
    const group = (first?.kwargs as { group?: unknown } | undefined)?.group;
    expect(group).toEqual(expect.any(String));
    expect([second?.kwargs, last?.kwargs]).toEqual([{ group }, { group, timeout: 3 }]);
  });

  test('takes a single motor as well', () => {
    expect(play(stubs.mv(x, 5)).messages).toEqual(['set(x, 5)', 'wait']);
  });

  test('refuses no motor, and one motor twice', () => {
    expect(play(stubs.mv([])).thrown).toMatchObject({ code: 'invalid_params' });
    expect(
      play(
        stubs.mv([
          [x, 1],
          [x, 2],
        ]),
      ).thrown,
    ).toMatchObject({ code: 'invalid_params' });
  });
});

test('mvr and relSet move from the set-point that a device has', () => {
  const motor = new LocatableMotor('m');
  const answer = ({ command }: Msg) => (command === 'locate' ? motor.locate() : undefined);
  expect(play(stubs.mvr(motor, 0.5), answer).messages).toEqual(['locate(m)', 'set(m, 2.5)', 'wait']);
  expect(play(stubs.relSet(motor, -2), answer).messages).toEqual(['locate(m)', 'set(m, 0)']);
});

describe('rd', () => {
  test('prefers where a device is, then its hint, then its only reading', () => {
    const motor = new LocatableMotor('m');
    expect(play(stubs.rd(motor), () => motor.locate()).returned).toBe(1.5);
    const hinting = Object.assign(new FakeDetector('d'), { hints: { fields: ['d'] } });
    const both = { d: { value: 7, timestamp: 0 }, other: { value: 8, timestamp: 0 } };
    expect(play(stubs.rd(hinting), () => both).returned).toBe(7);
    expect(play(stubs.rd(det), () => det.read()).returned).toBe(1);
  });

  test('refuses to guess between several values', () => {
    const readings = { a: { value: 1, timestamp: 0 }, b: { value: 2, timestamp: 0 } };
    expect(play(stubs.rd(det), () => readings).thrown).toMatchObject({
      code: 'plan_failed',
      message: expect.stringContaining('it reads a, b') as string,
    });
  });

  test('falls back where no engine answers', () => {
    expect([play(stubs.rd(det)).returned, play(stubs.rd(det, { defaultValue: 4 })).returned]).toEqual([0, 4]);
  });
});

describe('triggerAndRead', () => {
  test('waits only if something was triggered, and returns all readings', () => {
    const triggered = Object.assign(new FakeDetector('t'), { trigger: () => null });
    const answer = ({ command, obj }: Msg) => (command === 'read' ? (obj as FakeDetector).read() : undefined);
    const played = play(stubs.triggerAndRead([triggered, det]), answer);
    expect(played.messages).toEqual(['trigger(t)', 'wait', 'create(primary)', 'read(t)', 'read(det)', 'save']);
    expect(Object.keys(played.returned ?? {})).toEqual(['t', 'det']);
    expect(play(stubs.triggerAndRead([det], 'other')).messages).toEqual(['create(other)', 'read(det)', 'save']);
  });

  test('drops the event when reading fails', () => {
    const failing = play(stubs.triggerAndRead([det]), ({ command }) => {
      if (command === 'read') throw new Error('no answer');
      return undefined;
    });
    expect(failing.messages).toEqual(['create(primary)', 'read(det)', 'drop']);
    expect(failing.thrown).toMatchObject({ message: 'no answer' });
  });

  test('reads a device once, and a part not beside its whole', () => {
    const part = Object.assign(new FakeDetector('part'), { parent: det });
    expect(play(stubs.triggerAndRead([part, det, det])).messages).toEqual(['create(primary)', 'read(det)', 'save']);
    expect(play(stubs.triggerAndRead([det, part])).messages).toEqual(['create(primary)', 'read(det)', 'save']);
  });
});

describe('repeat', () => {
  test('sleeps for what is left of each delay', () => {
    vi.useFakeTimers();
    const slow = function* () {
      vi.advanceTimersByTime(400);
      yield* labels('a');
    };
    const { messages } = play(stubs.repeat(slow, { num: 2, delay: 1 }));
    expect(messages).toEqual(['checkpoint', 'null(a)', 'sleep(0.6)', 'checkpoint', 'null(a)', 'sleep(0.6)']);
    vi.useRealTimers();
  });

  test('ends with its delays if it has no number of its own', () => {
    const { messages } = play(stubs.repeat(() => labels('a'), { num: null, delay: [0, 0] }));
    expect(messages.filter((message) => message === 'null(a)')).toHaveLength(3);
  });

  test('refuses fewer delays than it needs, known beforehand or not', () => {
    const refused = { code: 'invalid_params', message: 'num=3 but delays only provides 1 entries' };
    expect(play(stubs.repeat(() => labels('a'), { num: 3, delay: [0] }))).toMatchObject({
      messages: [],
      thrown: refused,
    });
    expect(play(stubs.repeat(() => labels('a'), { num: 3, delay: [0].values() })).thrown).toMatchObject(refused);
  });
});

test('collectWhileCompleting collects until all have completed', () => {
  let waits = 0;
  const plan = stubs.collectWhileCompleting([det as never], [det as never], { flushPeriod: 0.1, streamName: 'fly' });
  const { messages } = play(plan, ({ command }) => (command === 'wait' ? ++waits === 3 : undefined));
  const once = ['wait', 'collect(det, fly)'];
  expect(messages).toEqual(['complete(det)', ...once, ...once, ...once]);
});

test('a step leaves alone what is where it should be, and remembers the rest', () => {
  const cache = new Map<FakeMotor, unknown>([[x, 1]]);
  const step = new Map([
    [x, 1],
    [y, 2],
  ]);
  expect(play(stubs.movePerStep(step, cache as never)).messages).toEqual(['checkpoint', 'set(y, 2)', 'wait']);
  expect(cache.get(y)).toBe(2);
});

test('a stage that answers late is waited for, one of the old style needs no waiting', () => {
  const status = { done: true, addCallback: () => () => undefined };
  expect(play(stubs.stageAll([det]), () => status).messages).toEqual(['stage(det)', 'wait']);
  expect(play(stubs.unstageAll([det]), () => [det]).messages).toEqual(['unstage(det)']);
  expect(play(stubs.stage(det as never, { wait: false }), () => [det]).thrown).toMatchObject({ code: 'plan_failed' });
});
