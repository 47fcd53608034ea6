import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { DataKey } from '#shared/documents/index.ts';
import type { Reading } from '../engine/reading.ts';
import { dataKey } from './data-key.ts';
import { MockSignalBackend } from './mock-signal-backend.ts';
import { SoftSignalBackend } from './soft-signal-backend.ts';
import { type BackendUnderTest, CONTRACT_METADATA, PUT } from './testing/backend-contract.ts';
import { CONTRACT_VALUES } from './testing/contract-values.ts';
import { noLeaks } from './testing/no-leaks.ts';

noLeaks();

const soft: BackendUnderTest = {
  kind: 'soft',
  make: (datatype, initial) => new SoftSignalBackend(datatype, { ...CONTRACT_METADATA, initial }),
  hardwareSets: (backend, value, severity) => {
    (backend as SoftSignalBackend<unknown>).setValue(value, { severity });
  },
  cut: (backend, away) => (backend as SoftSignalBackend<unknown>).setLost(away ? 'cut' : null),
};
const mock: BackendUnderTest = {
  ...soft,
  kind: 'mock',
  make: (datatype, initial) => new MockSignalBackend(soft.make(datatype, initial)),
};

/** NumPy's type strings, as event-model's schema has them. */
const isNumpyType = new Ajv().compile({ type: 'string', pattern: '[|<>][tbiufcmMOSUV][0-9]+' });

describe.each([soft, mock])('the $kind backend', (kind) => {
  it.each(CONTRACT_VALUES)(
    'carries a $name: reads, writes, follows and describes it',
    async ({ datatype, first, second }) => {
      const backend = kind.make(datatype, first);
      await backend.connect({ timeoutMs: 1000 });
      expect(await backend.getReading()).toMatchObject({ value: first, alarm_severity: 0 });
      const seen: Reading[] = [];
      const leave = backend.subscribe({ onReading: (reading) => seen.push(reading) });
      await backend.put(second, PUT);
      await expect.poll(() => seen.at(-1)?.value).toEqual(second);
      expect(seen[0]?.value).toEqual(first);
      expect((await backend.getReading()).value).toEqual(second);
      expect(await backend.getSetpoint()).toEqual(second);
      leave();
      await kind.hardwareSets(backend, first, 0);
      expect(seen.at(-1)?.value).toEqual(second);
      const key = dataKey(backend.source('x'), backend.metadata());
      expect(DataKey.parse(key)).toMatchObject({ dtype: datatype.dtype });
      expect([key.source.startsWith(`${kind.kind}://`), key.shape.every((length) => length !== undefined)]).toEqual([
        true,
        true,
      ]);
      for (const type of [key.dtype_numpy].flat(2)) {
        if (typeof key.dtype_numpy === 'string') expect([type, isNumpyType(type)]).toEqual([type, true]);
      }
      backend.close();
    },
  );

  const float = CONTRACT_VALUES[0];
  const make = () => kind.make(float?.datatype ?? expect.fail('no float'), 1);

  it('tells units, precision and limits', async () => {
    const backend = make();
    await backend.connect({});
    expect(backend.metadata()).toMatchObject(CONTRACT_METADATA);
  });

  it('gives alarm severity and time stamp with what the hardware sets, and keeps what was asked', async () => {
    const backend = make();
    await backend.connect({});
    const before = Date.now() / 1000;
    await kind.hardwareSets(backend, 5, 2);
    const reading = await backend.getReading();
    expect(reading).toMatchObject({ value: 5, alarm_severity: 2 });
    expect(reading.timestamp).toBeGreaterThanOrEqual(before - 1);
    expect(await backend.getSetpoint()).toBe(1);
  });

  it('refuses to read and write while the connection is away, tells of it, and gives the value when it is back', async () => {
    const backend = make();
    await backend.connect({});
    const told: boolean[] = [];
    const seen: unknown[] = [];
    const leave = backend.watchConnection((connected) => told.push(connected));
    const end = backend.subscribe({ onReading: ({ value }) => seen.push(value) });
    await kind.cut(backend, true);
    const notConnected = expect.objectContaining({ code: 'not_connected' });
    await expect((async () => backend.getReading())()).rejects.toEqual(notConnected);
    await expect((async () => backend.put(2, PUT))()).rejects.toEqual(notConnected);
    await kind.hardwareSets(backend, 3, 0);
    await kind.cut(backend, false);
    await expect.poll(() => seen.at(-1)).toBe(3);
    expect(told).toEqual([false, true]);
    leave();
    end();
  });

  it('may be closed twice, and tells nothing afterwards', async () => {
    const backend = make();
    await backend.connect({});
    const seen: unknown[] = [];
    backend.subscribe({ onReading: ({ value }) => seen.push(value) });
    backend.close();
    backend.close();
    await kind.hardwareSets(backend, 9, 0);
    expect(seen).not.toContain(9);
  });
});
