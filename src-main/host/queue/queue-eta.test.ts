import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HostEvent, RunSummary, Task } from '#shared/contract/index.ts';
import type { Logger } from '#shared/logger.ts';
import { DeviceRegistry } from '../../context/device-registry.ts';
import { PlanContext } from '../../context/plan-context.ts';
import { definePlan } from '../../plan/index.ts';
import { create, save } from '../../plan/stubs/event-bundle.ts';
import { closeRun, openRun } from '../../plan/stubs/run.ts';
import { sleep } from '../../plan/stubs/sleep.ts';
import { newTask } from '../../worker/queue/new-task.ts';
import { QueueEta } from './queue-eta.ts';

const QUIET: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warning: () => undefined,
  error: () => undefined,
  child: () => QUIET,
};

let looked = 0;

const nap = definePlan({
  name: 'nap',
  description: 'Sleeps.',
  group: 'Tests',
  params: z.object({ seconds: z.number(), fail: z.boolean().default(false) }),
  *run({ seconds, fail }) {
    looked += 1;
    yield* sleep(seconds);
    if (fail) throw new Error('no');
  },
});

/** Ten points of three seconds. */
const watch = definePlan({
  name: 'watch',
  description: 'Watches.',
  group: 'Tests',
  params: z.object({}),
  *run() {
    yield* openRun();
    for (let point = 0; point < 10; point += 1) {
      yield* sleep(3);
      yield* create();
      yield* save();
    }
    yield* closeRun();
  },
});

function task(params: Task['params'], name = 'nap'): Task {
  return newTask({ name, params }, { task_id: 't', submitted_by: 'ada', submitted_at: 0 });
}

const disposals: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose();
});

function setUp(runs: RunSummary[] = []) {
  looked = 0;
  const context = new PlanContext(new DeviceRegistry({ logger: QUIET }));
  context.register(nap, 'nap.ts');
  context.register(watch, 'watch.ts');
  const eta = new QueueEta({ context: () => context, store: { runs: () => runs }, tellMs: 1 });
  disposals.push(() => eta.dispose());
  let told: () => void = () => undefined;
  let emit: (event: HostEvent) => void = () => undefined;
  eta.follow({
    onEvent: (listener) => {
      emit = listener;
      return () => undefined;
    },
    refreshExpectations: () => told(),
  });
  /** Resolves when it says that there is something new. */
  const news = () =>
    new Promise<void>((resolve) => {
      told = resolve;
    });
  return { eta, news, emit: (event: HostEvent) => emit(event) };
}

describe('QueueEta', () => {
  it('knows nothing of a request at first, looks at it in the background, and tells when it knows', async () => {
    const { eta, news } = setUp();
    const asked = task({ seconds: 12 });
    const told = news();
    expect(eta.expectedS(asked)).toBeNull();
    expect(looked).toBe(0);
    await told;
    expect(eta.expectedS(asked)).toBeCloseTo(12, 3);
  });

  it('looks at equal requests once, until plans and devices are loaded anew', async () => {
    const { eta, news } = setUp();
    const told = news();
    eta.expectedS(task({ seconds: 3 }));
    eta.expectedS(task({ seconds: 3 }));
    await told;
    expect(eta.expectedS(task({ seconds: 3 }))).toBeCloseTo(3, 3);
    expect(looked).toBe(1);
    eta.forget();
    expect(eta.expectedS(task({ seconds: 3 }))).toBeNull();
  });

  it('knows nothing of a plan that fails, and of a request that cannot run', async () => {
    const { eta, news } = setUp();
    const failing = task({ seconds: 1, fail: true });
    const wrong = task({ seconds: 'long' });
    for (const one of [failing, wrong, task({}, 'gone')]) {
      const told = news();
      expect(eta.expectedS(one)).toBeNull();
      await told;
      expect(eta.expectedS(one)).toBeNull();
    }
  });

  it('counts the points that are missing of a task that goes on with an earlier run', async () => {
    const { eta, news } = setUp();
    const whole = task({}, 'watch');
    const rest: Task = { ...whole, continues: { run_uid: 'run-1', from_point: 9 } };
    const told = news();
    eta.expectedS(whole);
    await told;
    expect(eta.expectedS(whole)).toBeCloseTo(30, 1);
    expect(eta.expectedS(rest)).toBeCloseTo(6, 1);
  });

  it('lets whoever follows it ask anew after a run: there is more to learn from', async () => {
    const { news, emit } = setUp();
    const told = news();
    emit({ type: 'document', name: 'stop', doc: {}, task_id: 't' });
    await expect(told).resolves.toBeUndefined();
  });
});
