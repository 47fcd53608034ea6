import { describe, expect, it } from 'vitest';
import { AsyncStatus } from '../async-status.ts';
import { float } from '../datatype.ts';
import { Device } from '../device.ts';
import { observeValue } from '../observe-value.ts';
import { softSignalRW } from '../soft-signal.ts';
import { LeakWatch } from './leak-watch.ts';
import { noLeaks } from './no-leaks.ts';

class Axis extends Device {
  readonly velocity = softSignalRW(float);
  readonly doubled: number[] = [];
  constructor() {
    super();
    this.velocity.subscribeValue((value) => this.doubled.push(2 * value));
  }
}

const axis = () => new Axis().setName('axis');
const never = () => AsyncStatus.run(() => new Promise<void>(() => undefined));

it('names what is left behind', async () => {
  using watch = new LeakWatch();
  const device = axis();
  device.velocity.subscribe(() => undefined);
  device.onConnection(() => undefined);
  never();
  expect(watch.leaks()).toEqual([
    '1 status is not done',
    'axis.velocity: its value is still followed',
    'axis: its connection is still followed',
  ]);
  never();
  device.dispose();
  expect(watch.leaks()).toEqual(['2 statuses are not done']);
});

it('has nothing to say where everything was ended', async () => {
  using watch = new LeakWatch();
  const device = axis();
  await device.connect();
  await device.connect({ mock: true });
  const end = device.velocity.subscribeValue(() => undefined);
  end();
  const loop = observeValue(device.velocity);
  await loop.next();
  expect(watch.leaks()).toEqual([
    'axis.velocity: its value is still followed',
    'axis.velocity: its connection is still followed',
  ]);
  await loop.return();
  device.velocity.set(3);
  expect(watch.leaks()).toEqual([]);
  expect(device.doubled.at(-1)).toBe(6);
});

it('puts everything back as it was', () => {
  const before = [AsyncStatus, Device].map(({ prototype }) => Object.getOwnPropertyDescriptors(prototype));
  new LeakWatch()[Symbol.dispose]();
  expect([AsyncStatus, Device].map(({ prototype }) => Object.getOwnPropertyDescriptors(prototype))).toEqual(before);
});

describe('a test fails', () => {
  noLeaks({ clock: 'fake' });

  it.fails('when it leaves a subscription', () => {
    axis().velocity.subscribeValue(() => undefined);
  });

  it.fails('when it leaves a status that is not done', () => {
    never();
  });

  it.fails('when it leaves a timer', () => {
    setTimeout(() => undefined, 1000);
  });

  it('and passes when it leaves nothing', () => {
    const end = axis().velocity.subscribeValue(() => undefined);
    clearTimeout(setTimeout(() => undefined, 1000));
    end();
  });
});
