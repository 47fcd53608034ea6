import { describe, expect, it } from 'vitest';
import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Movable } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';
import { repeat } from '../stubs/repeat.ts';
import { sleep } from '../stubs/sleep.ts';
import { RunEngineSimulator } from './run-engine-simulator.ts';
import { VirtualClock } from './virtual-clock.ts';
import { VirtualStatus } from './virtual-status.ts';

/** A motor that takes a second for each move. */
class SlowMotor {
  readonly name = 'slow';
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  set(_value: unknown): Status {
    return new VirtualStatus(this.#clock, this.#clock.begin('moving', 1));
  }
}

function setUp() {
  const clock = new VirtualClock();
  return { clock, motor: new SlowMotor(clock) as Movable, simulator: new RunEngineSimulator(clock) };
}

describe('the simulator of the RunEngine', () => {
  it('answers with what the stand-ins say, and moves its clock where a plan would wait', () => {
    const { clock, motor, simulator } = setUp();
    const answers: unknown[] = [];
    function* plan(): MsgGenerator<void> {
      const status = (yield msg('set', motor, [1], { group: 'a' })) as Status;
      answers.push(status.done);
      answers.push(yield msg('wait', null, [], { group: 'a' }));
      answers.push(status.done);
      yield* sleep(2);
    }
    expect(simulator.simulatePlan(plan()).map(({ command }) => command)).toEqual(['set', 'wait', 'sleep']);
    expect(answers).toEqual([false, true, true]);
    expect(clock.nowS).toBeCloseTo(3, 3);
    expect(clock.spent.moving).toBeCloseTo(1, 3);
    expect(clock.spent.waiting).toBeCloseTo(2, 3);
  });

  it('gives up a wait that may time out, and says so', () => {
    const { motor, simulator } = setUp();
    const answers: unknown[] = [];
    function* plan(): MsgGenerator<void> {
      yield msg('set', motor, [1], { group: 'a' });
      for (let done: unknown = false; !done; ) {
        done = yield msg('wait', null, [], { group: 'a', timeout: 0.3, error_on_timeout: false });
        answers.push(done);
      }
    }
    simulator.simulatePlan(plan());
    expect(answers).toEqual([false, false, false, true]);
  });

  it('ends a plan that only asks whether something is done', () => {
    const { clock, motor, simulator } = setUp();
    function* plan(): MsgGenerator<void> {
      const status = (yield msg('set', motor, [1], {})) as Status;
      while (!status.done) yield msg('null', null, [], {});
    }
    expect(simulator.simulatePlan(plan()).length).toBeGreaterThan(1000);
    expect(clock.nowS).toBeCloseTo(1, 3);
  });

  it('calls back those who wait for a status when its time has come', () => {
    const { motor, simulator } = setUp();
    const seen: string[] = [];
    function* plan(): MsgGenerator<void> {
      const status = (yield msg('set', motor, [1], {})) as Status;
      status.addCallback(() => seen.push('done'));
      yield* sleep(0.5);
      seen.push('half');
      yield* sleep(0.6);
      seen.push('over');
    }
    simulator.simulatePlan(plan());
    expect(seen).toEqual(['half', 'done', 'over']);
  });

  it('measures delays by its own clock', () => {
    const { clock, simulator } = setUp();
    simulator.simulatePlan(repeat(() => sleep(0.25), { num: 4, delay: 1 }));
    expect(clock.nowS).toBeCloseTo(4, 3);
  });

  it('lets a handler answer in its place, the last one first, and throw into the plan', () => {
    const { motor, simulator } = setUp();
    const seen: unknown[] = [];
    function* plan(): MsgGenerator<void> {
      seen.push(yield msg('input', null, [], { prompt: 'go on?' }));
      try {
        yield msg('set', motor, [1], {});
      } catch (thrown) {
        seen.push((thrown as Error).message);
      }
    }
    simulator
      .addHandler('input', () => 'no')
      .addHandler('input', () => 'yes')
      .addHandler(
        ['set'],
        () => {
          throw new Error('stuck');
        },
        'slow',
      );
    simulator.simulatePlan(plan());
    expect(seen).toEqual(['yes', 'stuck']);
  });

  it('throws what the plan throws, after the messages with which it cleans up', () => {
    const { simulator } = setUp();
    const commands: string[] = [];
    function* plan(): MsgGenerator<void> {
      try {
        yield msg('null', null, [], {});
        throw new Error('broken');
      } finally {
        yield msg('checkpoint', null, [], {});
      }
    }
    expect(() => {
      for (const { command } of simulator.simulate(plan())) commands.push(command);
    }).toThrow('broken');
    expect(commands).toEqual(['null', 'checkpoint']);
  });
});
