import { expect, it, vi } from 'vitest';
import { float } from './datatype.ts';
import { Device } from './device.ts';
import { DeviceVector } from './device-vector.ts';
import { SignalR } from './signal-r.ts';
import { softSetter, softSignalRW } from './soft-signal.ts';
import { SoftSignalBackend } from './soft-signal-backend.ts';
import { noLeaks } from './testing/no-leaks.ts';

noLeaks();

class Axis extends Device {
  readonly readback = softSignalRW(float);
  readonly velocity = softSignalRW(float);
}

class Stage extends Device {
  readonly x = new Axis();
  readonly blades = new DeviceVector({ 1: new Axis(), 2: new Axis() });
}

class Deaf extends SoftSignalBackend<number> {
  readonly #answer: Promise<void>;
  constructor(answer: Promise<void>) {
    super(float);
    this.#answer = answer;
  }
  override source(): string {
    return 'ca://BL22:DEAF';
  }
  override connect(): Promise<void> {
    return this.#answer;
  }
}

it('names the whole tree: dashes for data keys, dots for paths, the readback as its device', () => {
  const stage = new Stage().setName('stage');
  expect(stage.x.velocity).toMatchObject({ name: 'stage-x-velocity', path: 'stage.x.velocity', parent: stage.x });
  expect(stage.x.readback).toMatchObject({ name: 'stage-x', path: 'stage.x.readback' });
  expect(stage.blades.get(2)?.velocity.path).toBe('stage.blades.2.velocity');
  expect([...stage.children().keys()]).toEqual(['x', 'blades']);
  expect(stage.setName('table').x.velocity.name).toBe('table-x-velocity');
});

it('camelCase properties become snake_case names, as documents have them', () => {
  class Motor extends Device {
    readonly lowLimit = softSignalRW(float);
    readonly i0Offset = softSignalRW(float);
  }
  const motor = new Motor().setName('m');
  expect([motor.lowLimit.name, motor.lowLimit.path, motor.i0Offset.name]).toEqual([
    'm-low_limit',
    'm.low_limit',
    'm-i0_offset',
  ]);
});

it('a part belongs to one device', () => {
  const stage = new Stage().setName('stage');
  class Borrower extends Device {
    readonly motor = stage.x;
  }
  expect(() => new Borrower().setName('det')).toThrow('det.motor is stage.x already');
  expect(() => new Stage().setName('stage.x')).toThrow('must not hold a dot');
});

it('connects every signal below, once, and says so', async () => {
  const stage = new Stage().setName('stage');
  const connect = vi.spyOn(stage.x.velocity.backend, 'connect');
  await Promise.all([stage.connect(), stage.connect()]);
  await stage.connect();
  expect(connect).toHaveBeenCalledTimes(1);
  expect([stage.connection.state, stage.x.readback.connection.state]).toEqual(['connected', 'connected']);
  await stage.connect({ force: true });
  expect(connect).toHaveBeenCalledTimes(2);
});

it('the error is a tree with each signal, its address and the cause; the rest connects, and a retry may succeed', async () => {
  vi.useFakeTimers();
  const stage = new Stage();
  let answer: Promise<void> = new Promise(() => undefined);
  const silent = new Deaf(Promise.reject(new Error('no such host')));
  const late = new Deaf(answer);
  vi.spyOn(late, 'connect').mockImplementation(() => answer);
  const device = Object.assign(stage, {
    far: Object.assign(new Device(), { silent: new SignalR(silent) }),
    late: new SignalR(late),
  }).setName('stage');
  const attempt = device.connect({ timeoutMs: 2000 }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(2000);
  const error = await attempt;
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  expect(error).toMatchObject({
    code: 'not_connected',
    message: [
      'stage cannot be connected',
      '  far',
      '    silent (ca://BL22:DEAF): no such host',
      '  late (ca://BL22:DEAF): no answer in 2 s',
    ].join('\n'),
    details: {
      signals: [
        { signal: 'stage.far.silent', address: 'ca://BL22:DEAF', cause: 'no such host' },
        { signal: 'stage.late', address: 'ca://BL22:DEAF', cause: 'no answer in 2 s' },
      ],
    },
  });
  expect([device.connection.state, device.x.connection.state]).toEqual(['failed', 'connected']);
  answer = Promise.resolve();
  vi.spyOn(silent, 'connect').mockResolvedValue();
  await device.connect();
  expect(device.connection.state).toBe('connected');
});

it('an abort ends the attempt with `cancelled`', async () => {
  const signal = new SignalR(new Deaf(new Promise(() => undefined))).setName('late');
  const controller = new AbortController();
  const attempt = signal.connect({ signal: controller.signal, timeoutMs: null });
  controller.abort();
  await expect(attempt).rejects.toMatchObject({ code: 'cancelled' });
});

it('a device is disconnected while one of its signals is, and says which', async () => {
  const stage = new Stage().setName('stage');
  await stage.connect();
  const states: string[] = [];
  stage.onConnection(({ state }) => states.push(state));
  const lost = softSetter(stage.x.velocity);
  const other = softSetter(stage.x.readback);
  lost.lose('IOC restarted');
  expect(stage.connection.error?.message).toContain('stage.x.velocity');
  other.lose('IOC restarted');
  lost.lose(null);
  expect(stage.connection.state).toBe('disconnected');
  other.lose(null);
  expect(stage.connection.state).toBe('connected');
  expect(states.at(-1)).toBe('connected');
  stage.dispose();
});

it('mock: every signal below works, nothing reaches the real backend, and listeners move over', async () => {
  const stage = new Stage().setName('stage');
  const real = stage.x.velocity.backend;
  const put = vi.spyOn(real, 'put');
  const seen: number[] = [];
  const leave = stage.x.velocity.subscribeValue((value) => seen.push(value));
  await stage.connect({ mock: true });
  stage.x.velocity.set(3);
  leave();
  expect(put).not.toHaveBeenCalled();
  expect([stage.connection.state, stage.x.velocity.source]).toEqual(['mock', 'mock://stage-x-velocity']);
  expect(seen).toEqual([0, 0, 3]);
});

it('parts inherit that they are simulated; dispose lets go of listeners and may be called twice', () => {
  class Sim extends Device {
    readonly x = new Axis();
    constructor() {
      super({ simulated: true, description: 'a simulated table' });
    }
  }
  const sim = new Sim().setName('sim');
  expect([sim.x.readback.simulated, new Axis().simulated]).toEqual([true, false]);
  sim.x.readback.subscribeValue(() => undefined);
  sim.dispose();
  sim.dispose();
  expect(sim.x.readback.listenerCount).toBe(0);
});
