import { expect, it } from 'vitest';
import { Configurable, HasHints, type Protocol, Readable, Stageable, satisfies } from '../engine/protocols.ts';
import { float, int } from './datatype.ts';
import { mainMetadata, mainValue } from './main-value.ts';
import { softSignalR, softSignalRW } from './soft-signal.ts';
import { StandardReadable } from './standard-readable.ts';
import { noLeaks } from './testing/no-leaks.ts';

noLeaks();

class Motor extends StandardReadable {
  readonly readback = softSignalRW(float, { initial: 1, units: 'mm', precision: 3 });
  readonly setpoint = softSignalRW(float, { initial: 2, limits: { low: -5, high: 5 } });
  readonly velocity = softSignalRW(float, { initial: 3 });
  constructor() {
    super();
    this.addReadables({ hinted: [this.readback], read: [this.setpoint], config: [this.velocity] });
  }
}

class Table extends StandardReadable {
  readonly x = new Motor();
  readonly y = new Motor();
  readonly count = softSignalR(int)[0];
  constructor() {
    super();
    this.addReadables({ children: [this.x, this.y], hintedUncached: [this.count] });
  }
}

it('reads what it declares, keeps configuration apart, hints what plots show', () => {
  const motor = new Motor().setName('m');
  expect(motor.read()).toMatchObject({ m: { value: 1 }, 'm-setpoint': { value: 2 } });
  expect(Object.keys(motor.describe())).toEqual(['m', 'm-setpoint']);
  expect(motor.readConfiguration()).toMatchObject({ 'm-velocity': { value: 3 } });
  expect(Object.keys(motor.describeConfiguration())).toEqual(['m-velocity']);
  expect(motor.hints).toEqual({ fields: ['m'] });
});

it('takes readings, configuration and hints of its children for its own', () => {
  const table = new Table().setName('t');
  expect(Object.keys(table.read())).toEqual(['t-x', 't-x-setpoint', 't-y', 't-y-setpoint', 't-count']);
  expect(Object.keys(table.readConfiguration())).toEqual(['t-x-velocity', 't-y-velocity']);
  expect(table.hints.fields).toEqual(['t-x', 't-y', 't-count']);
});

it('satisfies Readable, Configurable, Stageable and HasHints', () => {
  const protocols: Protocol<unknown>[] = [Readable, Configurable, Stageable, HasHints];
  for (const protocol of protocols) {
    expect(satisfies(new Motor().setName('m'), protocol)).toBe(true);
  }
});

it('while staged its signals are subscribed, uncached ones are not; unstaged nothing is left', () => {
  const table = new Table().setName('t');
  expect(table.stage().success).toBe(true);
  expect([table.x.readback.listenerCount, table.x.velocity.listenerCount, table.count.listenerCount]).toEqual([
    1, 1, 0,
  ]);
  expect(table.unstage().success).toBe(true);
  expect([table.x.readback.listenerCount, table.x.velocity.listenerCount]).toEqual([0, 0]);
});

it('the main value is the readback, with the limits of the setpoint', () => {
  const main = mainValue(new Motor().setName('m'));
  expect(main?.readback.name).toBe('m');
  expect(main && mainMetadata(main)).toMatchObject({ units: 'mm', precision: 3, limits: { low: -5, high: 5 } });
});

it('without a readback the first hinted signal is the main value; a signal is its own', () => {
  const table = new Table().setName('t');
  expect(mainValue(table)?.readback).toBe(table.x.readback);
  expect(mainValue(table.x.velocity)).toEqual({ readback: table.x.velocity, setpoint: table.x.velocity });
  expect(mainValue(table.count)).toEqual({ readback: table.count });
  expect(mainValue(new StandardReadable().setName('empty'))).toBeUndefined();
});
