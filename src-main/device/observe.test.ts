import { expect, it, vi } from 'vitest';
import { AsyncStatus } from './async-status.ts';
import { bool, float } from './datatype.ts';
import { callbackOnMockPut, mockPuts, mockPutsBlocked, setMockUnitsAndPrecision, setMockValue } from './mock.ts';
import { observeValue } from './observe-value.ts';
import { setAndWaitForOtherValue, setAndWaitForValue } from './set-and-wait.ts';
import { softSetter, softSignalR, softSignalRW } from './soft-signal.ts';
import { noLeaks } from './testing/no-leaks.ts';
import { waitForValue } from './wait-for-value.ts';

noLeaks({ clock: 'fake' });

function number() {
  const [signal, set] = softSignalR(float);
  return { signal: signal.setName('n'), set };
}

it('observes every value, the present one first, until the loop ends', async () => {
  const { signal, set } = number();
  const seen: number[] = [];
  for await (const value of observeValue(signal, { timeoutMs: 1000 })) {
    seen.push(value);
    if (value === 0) for (const next of [1, 2, 3]) set(next);
    if (value === 3) break;
  }
  expect([seen, signal.listenerCount]).toEqual([[0, 1, 2, 3], 0]);
});

it('ends with a status: after the values that it left, or with its exception', async () => {
  const { signal, set } = number();
  let finish: () => void = () => undefined;
  const until = AsyncStatus.run(() => new Promise<void>((resolve) => (finish = resolve)));
  const seen: number[] = [];
  for await (const value of observeValue(signal, { until })) {
    seen.push(value);
    if (value === 0) set(1);
    else finish();
  }
  expect(seen).toEqual([0, 1]);
  const failed = AsyncStatus.run(() => Promise.reject(new Error('jammed')));
  const observe = async () => {
    for await (const value of observeValue(signal, { until: failed })) seen.push(value);
  };
  await expect(observe()).rejects.toThrow('jammed');
  expect(signal.listenerCount).toBe(0);
});

it('throws when nothing comes in time, when the signal is lost, and when it is called off', async () => {
  const { signal, set } = number();
  const observe = async (options: Parameters<typeof observeValue>[1]) => {
    for await (const _value of observeValue(signal, options)) set.lose(null);
  };
  const late = expect(observe({ timeoutMs: 500 })).rejects.toMatchObject({ message: 'n has not changed for 0.5 s' });
  await vi.advanceTimersByTimeAsync(500);
  await late;
  await signal.connect();
  const lost = expect(observe({})).rejects.toMatchObject({ code: 'not_connected' });
  await vi.advanceTimersByTimeAsync(0);
  set.lose('cable pulled');
  await lost;
  set.lose(null);
  await expect(observe({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  expect(signal.listenerCount).toBe(0);
});

it('waits for a value or an answer, and says the last value when it waits in vain', async () => {
  const { signal, set } = number();
  await waitForValue(signal, 0);
  const waiting = waitForValue(signal, (value) => value > 2);
  set(1);
  set(3);
  await waiting;
  const vain = expect(waitForValue(signal, 7, { timeoutMs: 100 })).rejects.toMatchObject({
    code: 'timeout',
    message: 'n did not become 7 in time: it is 3',
  });
  await vi.advanceTimersByTimeAsync(100);
  await vain;
  expect(signal.listenerCount).toBe(0);
});

it('waiting ends when the signal is lost', async () => {
  const { signal, set } = number();
  await signal.connect();
  const waiting = expect(waitForValue(signal, 7)).rejects.toMatchObject({ code: 'not_connected' });
  set.lose('cable pulled');
  await waiting;
});

async function camera() {
  const acquire = softSignalRW(bool).setName('acquire');
  const [acquiring, setAcquiring] = softSignalR(bool);
  acquiring.setName('acquiring');
  await Promise.all([acquire.connect({ mock: true }), acquiring.connect({ mock: true })]);
  return { acquire, acquiring, setAcquiring };
}

it('sets one signal and waits for another, not for the completion of the write where that comes late', async () => {
  const { acquire, acquiring, setAcquiring } = await camera();
  const blocked = mockPutsBlocked(acquire);
  const armed = setAndWaitForOtherValue(acquire, true, acquiring, true, { waitForCompletion: false });
  setAcquiring(true);
  const status = await armed;
  expect(status.done).toBe(false);
  blocked[Symbol.dispose]();
  await expect.poll(() => status.success).toBe(true);
  expect([mockPuts(acquire), acquiring.listenerCount]).toEqual([[true], 0]);
});

it('sets and waits for both the value and the completion', async () => {
  const { acquire } = await camera();
  let proceed: () => void = () => undefined;
  const end = callbackOnMockPut(acquire, () => new Promise<void>((resolve) => (proceed = resolve)));
  const done = vi.fn();
  const set = setAndWaitForValue(acquire, true).then(done);
  await vi.advanceTimersByTimeAsync(0);
  expect(done).not.toHaveBeenCalled();
  proceed();
  await set;
  end();
  expect((await setAndWaitForValue(acquire, false)).success).toBe(true);
});

it('a write that fails ends the waiting with its reason', async () => {
  const { acquire, acquiring } = await camera();
  callbackOnMockPut(acquire, () => Promise.reject(new Error('no write access')));
  await expect(setAndWaitForOtherValue(acquire, true, acquiring, true)).rejects.toMatchObject({
    code: 'device_failed',
    message: 'acquire (mock://acquire): no write access',
  });
  expect(acquiring.listenerCount).toBe(0);
});

it('a mocked signal reads what a test sets, with its units, and only a mocked one', async () => {
  const { acquiring } = await camera();
  setMockValue(acquiring, true, { severity: 1 });
  expect(acquiring.getReading()).toMatchObject({ value: true, alarm_severity: 1 });
  const position = softSignalRW(float).setName('x');
  expect(() => setMockValue(position, 1)).toThrow('x is not mocked');
  await position.connect({ mock: true });
  setMockUnitsAndPrecision(position, 'um', 1);
  expect(position.metadata).toMatchObject({ units: 'um', precision: 1 });
  softSetter(position)(4);
  expect(position.getValue()).toBe(4);
});
