import { expect, it, vi } from 'vitest';
import { Locatable, type Protocol, Readable, Stageable, Subscribable, satisfies } from '../engine/protocols.ts';
import { array } from './array-datatype.ts';
import { float, int } from './datatype.ts';
import { strictEnum } from './enum-datatype.ts';
import { softSetter, softSignalR, softSignalRW, softSignalX } from './soft-signal.ts';
import { noLeaks } from './testing/no-leaks.ts';

noLeaks();

function velocity() {
  return softSignalRW(float, { initial: 2, units: 'mm/s', precision: 2, limits: { low: 0, high: 10 } }).setName('v');
}

it('reads at once, and describes itself with units, precision, limits and source', () => {
  const signal = velocity();
  expect(signal.read()).toEqual({ v: { value: 2, timestamp: expect.any(Number), alarm_severity: 0 } });
  expect(signal.describe()).toEqual({
    v: {
      source: 'soft://v',
      dtype: 'number',
      dtype_numpy: '<f8',
      shape: [],
      units: 'mm/s',
      precision: 2,
      limits: { control: { low: 0, high: 10 } },
    },
  });
});

it('satisfies the protocols of a value that can be set', () => {
  const protocols: Protocol<unknown>[] = [Readable, Locatable, Subscribable, Stageable];
  for (const protocol of protocols) expect(satisfies(velocity(), protocol)).toBe(true);
});

it('is set at once, and says what was asked and what is', () => {
  const signal = velocity();
  expect(signal.set(3).success).toBe(true);
  softSetter(signal)(2.9);
  expect(signal.locate()).toEqual({ setpoint: 3, readback: 2.9 });
});

it.each([
  [11, 'v ends at 10 mm/s: 11 is beyond its upper limit'],
  [-1, 'v ends at 0 mm/s: -1 is beyond its lower limit'],
  [Number.NaN, 'v has limits and cannot be set to NaN'],
])('refuses %s before anything is written', (value, sentence) => {
  const signal = velocity();
  const refusal = expect.objectContaining({ code: 'limit_violation', message: sentence });
  expect(() => signal.checkValue(value)).toThrow(refusal);
  expect(() => signal.set(value)).toThrow(refusal);
  expect(signal.getValue()).toBe(2);
});

it('refuses a value of the wrong type by name', () => {
  const mode = softSignalRW(strictEnum(['single', 'multiple'])).setName('mode');
  expect(() => mode.set('many' as 'single')).toThrow("mode: expected one of single, multiple, not 'many'");
  expect(mode.describe()).toMatchObject({ mode: { dtype: 'string', choices: ['single', 'multiple'] } });
});

it('listeners hear the present value and every change, until they leave', () => {
  const [signal, set] = softSignalR(int);
  signal.setName('n');
  const seen: number[] = [];
  const leave = signal.subscribeValue((value) => seen.push(value));
  const late: number[] = [];
  set(1);
  const leaveLate = signal.subscribeValue((value) => late.push(value));
  set(2);
  leave();
  leaveLate();
  set(3);
  expect([seen, late, signal.listenerCount]).toEqual([[0, 1, 2], [1, 2], 0]);
});

it('Subscribable callbacks get readings by name, typed arrays as lists, and may clear themselves', () => {
  const [signal, set] = softSignalR(array('<u2'));
  signal.setName('spectrum');
  const seen: unknown[] = [];
  const callback = (readings: object) => {
    seen.push(readings);
    if (seen.length === 2) signal.clearSub(callback);
  };
  signal.subscribe(callback);
  signal.subscribe(callback);
  set(Uint16Array.of(7, 8));
  set(Uint16Array.of(9));
  expect(seen).toMatchObject([{ spectrum: { value: [] } }, { spectrum: { value: [7, 8] } }]);
  expect(signal.listenerCount).toBe(0);
});

it('a listener that throws does not keep the others from hearing', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const [signal, set] = softSignalR(int);
  const seen: number[] = [];
  signal.subscribeValue((value) => {
    if (value > 0) throw new Error('broken display');
  });
  signal.subscribeValue((value) => seen.push(value));
  set(1);
  expect(seen).toEqual([0, 1]);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('broken display'), 'HutchListenerWarning');
});

it('carries alarm severity and time stamp with the value', () => {
  const [signal, set] = softSignalR(float);
  set(5, { severity: 2, timestamp: 1000, message: 'HIHI' });
  expect(signal.getReading()).toEqual({ value: 5, timestamp: 1000, alarm_severity: 2, message: 'HIHI' });
});

it('a lost connection fails reads and sets by name and address, and its return brings the value back', async () => {
  const signal = velocity();
  await signal.connect();
  const lose = softSetter(signal).lose;
  const seen: number[] = [];
  signal.subscribeValue((value) => seen.push(value));
  const states: string[] = [];
  signal.onConnection(({ state }) => states.push(state));
  lose('the crate is off');
  const sentence = 'v (soft://v): the crate is off';
  expect(() => signal.read()).toThrow(expect.objectContaining({ code: 'not_connected', message: sentence }));
  expect(signal.set(1).exception()?.message).toBe(sentence);
  expect(signal.connection.error?.message).toBe(sentence);
  lose(null);
  expect(signal.getValue()).toBe(2);
  expect([states, seen]).toEqual([
    ['disconnected', 'connected'],
    [2, 2],
  ]);
  signal.dispose();
});

it('while staged it answers from its subscription; unstaged, or uncached, it asks', () => {
  const [signal, set] = softSignalR(int);
  const asked = vi.spyOn(signal.backend, 'getReading');
  signal.stage();
  signal.stage();
  set(4);
  expect(signal.getValue()).toBe(4);
  expect(asked).not.toHaveBeenCalled();
  signal.getReading(false);
  signal.unstage();
  signal.getValue();
  expect(asked).toHaveBeenCalledTimes(2);
  expect(signal.listenerCount).toBe(0);
});

it('a command runs its function and is done with it', async () => {
  let finish: () => void = () => undefined;
  const command = softSignalX(() => new Promise<void>((resolve) => (finish = resolve)));
  const status = command.trigger();
  expect(status.done).toBe(false);
  finish();
  await expect.poll(() => status.success).toBe(true);
});

it('a write that does not complete in time fails with its name and the limit', async () => {
  vi.useFakeTimers();
  const command = softSignalX(() => new Promise<void>(() => undefined)).setName('go');
  const status = command.trigger({ timeoutMs: 500 });
  await vi.advanceTimersByTimeAsync(500);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  expect(status.exception()).toMatchObject({
    code: 'timeout',
    message: 'go (soft://go): a write of true was not complete after 0.5 s',
  });
});
