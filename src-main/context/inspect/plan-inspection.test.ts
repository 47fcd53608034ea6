import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Logger } from '#shared/logger.ts';
import {
  AsyncStatus,
  Device,
  DeviceManager,
  float,
  type SignalBackend,
  SignalR,
  SignalRW,
  SoftSignalBackend,
  StandardReadable,
  softSignalRW,
} from '../../device/index.ts';
import type { MsgGenerator } from '../../engine/msg.ts';
import { Movable, Readable } from '../../engine/protocols.ts';
import { definePlan } from '../../plan/define-plan.ts';
import { device } from '../../plan/device-reference.ts';
import { mv, mvr, rd, repeat, sleep } from '../../plan/stubs/index.ts';
import { DeviceRegistry } from '../device-registry.ts';
import { PlanContext } from '../plan-context.ts';
import { PlanInspection } from './plan-inspection.ts';

const touched: string[] = [];

/** The control system as an inspection must find it: whatever asks it is noted. */
function hardware(): SignalBackend<number> {
  const soft = new SoftSignalBackend(float);
  const names = ['connect', 'getReading', 'getSetpoint', 'put', 'subscribe'] as const;
  const noted = names.map((name) => [
    name,
    () => {
      touched.push(name);
      return Promise.reject(new Error('touched'));
    },
  ]);
  const rest = {
    datatype: float,
    source: () => 'ca://x',
    metadata: () => soft.metadata(),
    watchConnection: () => () => undefined,
    close: () => undefined,
  };
  return { ...rest, ...Object.fromEntries(noted) } as SignalBackend<number>;
}

class Motor extends StandardReadable {
  readonly readback = new SignalR(hardware());
  readonly setpoint = new SignalRW(hardware());
  readonly velocity = softSignalRW(float, { initial: 2 });

  constructor() {
    super();
    this.addReadables({ hinted: [this.readback] });
  }

  set(value: number): AsyncStatus {
    touched.push(`set ${value}`);
    return AsyncStatus.finished();
  }

  home(): void {
    touched.push('home');
  }
}

class Stage extends Device {
  readonly x = new Motor();
}

const silent = (): void => undefined;
const logger: Logger = { debug: silent, info: silent, warning: silent, error: silent, child: () => logger };

function context(run: (motor: Motor, whole: Stage) => MsgGenerator): PlanContext {
  const manager = new DeviceManager();
  manager.declare('stage', () => new Stage());
  const registry = new DeviceRegistry({ logger });
  registry.add(manager, 'devices.ts');
  const plans = new PlanContext(registry);
  const plan = definePlan({
    name: 'tried',
    description: 'A plan.',
    group: 'Tests',
    params: z.object({ motor: device(Movable).default('stage.x'), part: device(Readable).default('stage.x.velocity') }),
    run({ motor }) {
      const found = motor as unknown as Motor;
      return run(found, found.parent as Stage);
    },
  });
  plans.register(plan, 'plan.ts');
  return plans;
}

const LIMITS = { messages: 10_000, wallMs: 5000 };

function report(run: (motor: Motor, whole: Stage) => MsgGenerator) {
  return new PlanInspection(context(run), { name: 'tried' }).report(LIMITS);
}

describe('an inspection of a plan', () => {
  it('touches nothing, not even to read where a device is', async () => {
    touched.length = 0;
    const found = await report(function* (motor) {
      yield* mv(motor as unknown as Movable, 3);
      yield* rd(motor as unknown as Readable<number>);
      yield* mvr(motor as unknown as Movable<number>, 1);
    });
    expect(found.error).toBeNull();
    expect(found.axes).toMatchObject([{ device: 'stage.x', start: 0, minimum: 3, maximum: 4, travel: 4, moves: 2 }]);
    expect(touched).toEqual([]);
  });

  it('knows the time of a move from the velocity that the device has, or is given by the plan', async () => {
    const { spent } = await report(function* (motor) {
      yield* mv(motor as unknown as Movable, 3);
      yield* mv(motor.velocity as unknown as Movable, 1);
      yield* mv(motor as unknown as Movable, 5);
    });
    expect(spent.moving).toBeCloseTo(3 / 2 + 2 / 1, 3);
  });

  it('gives parts and wholes as the same stand-ins everywhere', async () => {
    const same: boolean[] = [];
    await report(function* (motor, whole) {
      same.push(whole.x === motor, whole.children().get('x') === motor, whole.x.velocity === motor.velocity);
      same.push(motor instanceof Motor, motor.name === 'stage-x', motor.path === 'stage.x');
      yield* sleep(0);
    });
    expect(same).toEqual([true, true, true, true, true, true]);
  });

  it('fails where a plan calls a device by itself, and says what it called', async () => {
    touched.length = 0;
    const { error } = await report(function* (motor) {
      yield* sleep(0);
      motor.home();
    });
    expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('home()') });
    expect(touched).toEqual([]);
  });

  it('tells that a plan fails, and what it does until then', async () => {
    const found = await report(function* (motor) {
      yield* mv(motor as unknown as Movable, 3);
      throw new Error('the author was wrong');
    });
    expect(found.error?.message).toContain('the author was wrong');
    expect(found.axes).toHaveLength(1);
  });

  it('is cut off where a plan does not end', async () => {
    const { cut, messages } = await report(() => repeat(() => sleep(0.1), { num: null }));
    expect(cut).toMatch(/more than 10000 messages/);
    expect(messages).toBeLessThan(100_000);
  });
});
