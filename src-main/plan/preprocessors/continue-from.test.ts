import { describe, expect, it } from 'vitest';
import { PlanHalt, RequestAbort } from '../../engine/engine-errors.ts';
import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Movable, Readable } from '../../engine/protocols.ts';
import { recordEngine } from '../../engine/testing/record-engine.ts';
import { TestDetector, TestMotor, TestSignal } from '../../engine/testing/test-devices.ts';
import { count } from '../plans/count.ts';
import { gridScan } from '../plans/grid-scan.ts';
import { scan } from '../plans/scan.ts';
import { mv } from '../stubs/mv.ts';
import { rd } from '../stubs/rd.ts';
import { triggerAndRead } from '../stubs/trigger-and-read.ts';
import { FakeDetector, FakeMotor } from '../testing/fake-devices.ts';
import { play } from '../testing/play.ts';
import { baselineWrapper } from './baseline-wrapper.ts';
import { continueFrom } from './continue-from.ts';
import { finalizeWrapper } from './finalize-wrapper.ts';
import { monitorDuringWrapper } from './monitor-during-wrapper.ts';
import { runWrapper } from './run-wrapper.ts';

const det: Readable = new FakeDetector('det');
const x = new FakeMotor('x');
const y = new FakeMotor('y');
const axes = (num: number) => [{ motor: x, start: 1, stop: num }];

/** What is done at each point of a scan of `x`. */
const point = (position: number) => [
  'checkpoint',
  `set(x, ${position})`,
  'wait',
  'create(primary)',
  'read(det)',
  'read(x)',
  'save',
];

describe('continueFrom', () => {
  it('opens the run, goes to the last point that is left out, and takes the others', () => {
    const { messages } = play(continueFrom(scan([det], axes(4), { num: 4 }), { fromPoint: 3 }));
    expect(messages).toEqual([
      ...['stage(det)', 'stage(x)', 'open_run'],
      ...['checkpoint', 'set(x, 2)', 'wait'],
      ...point(3),
      ...point(4),
      ...['close_run', 'unstage(x)', 'unstage(det)'],
    ]);
  });

  it('changes nothing of a plan that is taken from its first point', () => {
    const whole = play(scan([det], axes(3), { num: 3 }));
    expect(play(continueFrom(scan([det], axes(3), { num: 3 }), { fromPoint: 1 }))).toEqual(whole);
  });

  it('sends the slow axis of a grid to its line, which the grid itself would not do again', () => {
    const grid = [x, y].map((motor) => ({ motor, start: 1, stop: 3, num: 3 }));
    const { messages } = play(continueFrom(gridScan([det], grid), { fromPoint: 6 }));
    expect(messages.filter((message) => message.startsWith('set')).slice(0, 3)).toEqual([
      'set(x, 2)',
      'set(y, 2)',
      'set(y, 3)',
    ]);
  });

  it('waits between the points that are taken, and for none of the others', () => {
    const { messages } = play(continueFrom(count([det], { num: 4, delay: 5 }), { fromPoint: 3 }));
    const slept = messages.filter((message) => message.startsWith('sleep'));
    expect(slept).toHaveLength(2);
    expect(messages.indexOf(slept[0] ?? '')).toBeGreaterThan(messages.indexOf('save'));
    expect(messages.filter((message) => message === 'save')).toHaveLength(2);
  });

  it('records the baseline and the monitors of the plan itself', () => {
    const signal = { ...x, name: 'ring' } as unknown as FakeMotor;
    const beside = baselineWrapper(monitorDuringWrapper(scan([det], axes(3), { num: 3 }), [signal]), [y]);
    const { messages } = play(continueFrom(beside, { fromPoint: 3 }));
    expect(messages.slice(2, 9)).toEqual([
      'open_run',
      'declare_stream(y, baseline)',
      'create(baseline)',
      'read(y)',
      'save',
      'monitor(ring, ring_monitor)',
      'checkpoint',
    ]);
    expect(messages.filter((message) => message === 'create(baseline)')).toHaveLength(2);
  });

  it('answers the plan as if the points had been taken', () => {
    const seen: unknown[] = [];
    function* plan(): MsgGenerator<string> {
      return yield* runWrapper(
        (function* () {
          for (const position of [1, 2, 3]) {
            seen.push(yield msg('set', x as Movable, [position], { group: 'moves' }));
            seen.push(yield msg('wait', null, [], { group: 'moves' }));
            seen.push(yield* rd(x));
            yield* triggerAndRead([det]);
          }
        })(),
      );
    }
    const { returned } = play(continueFrom(plan(), { fromPoint: 3 }), ({ command }) =>
      command === 'open_run' ? 'uid' : { x: { value: 'asked' } },
    );
    expect(returned).toBe('uid');
    expect(seen[0]).toMatchObject({ done: true, success: true });
    expect([seen[1], seen[2], seen[5]]).toEqual([true, 1, 2]);
    expect(seen[8]).toBe('asked');
  });

  it('does what sets something up among the points, and waits for that', () => {
    function* plan(): MsgGenerator {
      return yield* runWrapper(
        (function* () {
          for (let index = 0; index < 2; index++) {
            yield msg('checkpoint', null, [], {});
            yield msg('prepare', det as never, [index], { group: 'prepare' });
            yield msg('wait', null, [], { group: 'prepare' });
            yield* triggerAndRead([det]);
          }
        })(),
      );
    }
    const { messages } = play(continueFrom(plan(), { fromPoint: 2 }));
    expect(messages.slice(0, 4)).toEqual(['open_run', 'prepare(det, 0)', 'wait', 'checkpoint']);
  });

  it('lets the event loop, and a request to stop, in between', () => {
    const { messages } = play(continueFrom(count([det], { num: 5000 }), { fromPoint: 5000 }));
    expect(messages.filter((message) => message === 'checkpoint').length).toBeGreaterThan(5);
    expect(messages.filter((message) => message === 'save')).toHaveLength(1);
  });

  it.each([[new RequestAbort('why')], [new Error('boom')]])(
    'lets the plan clean up after %s, before its points and after',
    (error) => {
      const plan = () => finalizeWrapper(scan([det], axes(5000), { num: 5000 }), () => mv(y, 0));
      for (const fails of ['checkpoint', 'set(x, 4998)', 'set(x, 4999)']) {
        let failed = false;
        const { messages, thrown } = play(continueFrom(plan(), { fromPoint: 4999 }), ({ command, args }) => {
          if (failed || !fails.startsWith(command) || (args.length > 0 && !fails.includes(String(args[0]))))
            return undefined;
          failed = true;
          throw error;
        });
        expect(thrown).toBe(error);
        expect(messages.slice(messages.indexOf(fails))).toEqual([
          fails,
          'close_run',
          'unstage(x)',
          'unstage(det)',
          'set(y, 0)',
          'wait',
        ]);
      }
    },
  );

  it('ends no event that was never begun', () => {
    function* plan(): MsgGenerator {
      return yield* runWrapper(
        (function* () {
          yield msg('create', null, [], { name: 'primary' });
          try {
            yield msg('configure', det as never, [], {});
          } catch (error) {
            yield msg('drop', null, [], {});
            throw error;
          }
        })(),
      );
    }
    const { messages } = play(continueFrom(plan(), { fromPoint: 2 }), ({ command }) => {
      if (command === 'configure') throw new Error('boom');
      return undefined;
    });
    expect(messages).toEqual(['open_run', 'configure(det)', 'close_run']);
  });

  it('is closed with the plan, which a halt leaves as it is', () => {
    const { messages } = play(continueFrom(scan([det], axes(3), { num: 3 }), { fromPoint: 2 }), ({ command }) => {
      if (command === 'set') throw new PlanHalt();
      return undefined;
    });
    expect(messages.at(-1)).toBe('set(x, 1)');
    let closed = false;
    function* plan(): MsgGenerator<void> {
      try {
        yield msg('open_run', null, [], {});
      } finally {
        closed = true;
      }
    }
    const wrapped = continueFrom(plan(), { fromPoint: 2 });
    wrapped.next();
    wrapped.return(undefined as never);
    expect(closed).toBe(true);
  });

  it.each([
    [
      'it has no such point',
      () => scan([det], axes(3), { num: 3 }),
      'The plan has 3 points: it cannot be continued from point 4',
    ],
    [
      'it has several runs',
      function* () {
        yield* count([det], { num: 4 });
        yield* count([det], { num: 4 });
      },
      'A plan with several runs cannot be continued from a point',
    ],
  ] as const)('refuses a plan when %s, and closes its run', (_why, plan, message) => {
    const { thrown, messages } = play(continueFrom(plan() as MsgGenerator, { fromPoint: 4 }));
    expect(thrown).toMatchObject({ code: 'not_allowed', message });
    expect(messages.filter((each) => each === 'open_run').length).toBeLessThanOrEqual(2);
    expect(messages.at(-1)).not.toBe('open_run');
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %d, which is no number of a point', (fromPoint) => {
    expect(play(continueFrom(count([det]), { fromPoint })).thrown).toMatchObject({ code: 'invalid_params' });
  });

  it('takes the same events with a pause in between, which replays only what was done', async () => {
    const { engine, docs, commands } = recordEngine();
    const [slow, fast] = [new TestMotor('slow'), new TestMotor('fast')];
    const ring = new TestSignal('ring');
    const grid = [slow, fast].map((motor) => ({ motor, start: 1, stop: 3, num: 3 }));
    const plan = continueFrom(gridScan([new TestDetector()], grid), { fromPoint: 5 });
    engine.preprocessors = [(each) => monitorDuringWrapper(each, [ring])];
    let moves = 0;
    engine.msgHook = ({ command }) => {
      commands.push(command);
      if (command === 'set' && ++moves === 2) void engine.requestPause();
    };
    const finished = engine.run(plan);
    while (engine.state !== 'paused') await new Promise((resolve) => setImmediate(resolve));
    slow.position = -1;
    await engine.resume();
    expect((await finished).exitStatus).toBe('success');
    const data = docs('event').map((doc) => doc.data as Record<string, unknown>);
    expect(data.filter((each) => 'slow' in each).map((each) => [each.slow, each.fast])).toEqual([
      [2, 2],
      [2, 3],
      [3, 1],
      [3, 2],
      [3, 3],
    ]);
  });
});
