import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type MsgGenerator, runWrapper, setRunKeyWrapper, stageWrapper, stubs } from '@hutch/sdk';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { checkedEngine, type Doc } from '../src-main/device/testing/checked-engine.ts';
import { noLeaks } from '../src-main/device/testing/no-leaks.ts';
import { SimFrameDetector } from './sim/sim-frame-detector.ts';
import { simWorld } from './sim/sim-world.ts';
import { readFrames } from './testing/read-frames.ts';

noLeaks();

let folder = '';
let files: string[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutch-eiger-runs-'));
});
beforeEach(() => {
  files = [];
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A detector of its own, and an engine whose documents are checked against the schemas. */
async function beamline() {
  const paths = (name: string) => {
    files.push(join(folder, `${name}-${Math.random()}.h5`));
    return files.at(-1) ?? '';
  };
  const world = simWorld({ HUTCH_SIM_SPEED: '1000' });
  const eiger = new SimFrameDetector(world, { paths, efficiency: 0.9, seed: 'eiger' }).setName('eiger');
  await eiger.connect();
  return { eiger, ...checkedEngine() };
}

type Setup = Awaited<ReturnType<typeof beamline>>;

/** What a plan does with a frame that it has read, before the event is saved. */
type Between = () => MsgGenerator<void>;
const nothing: Between = function* () {
  // Saved at once.
};
const pause: Between = () => stubs.pause() as MsgGenerator<void>;

function* exposed(eiger: SimFrameDetector): MsgGenerator<void> {
  yield* stubs.trigger(eiger, { group: 'exposure' });
  yield* stubs.wait('exposure');
}

function* taken(eiger: SimFrameDetector, between = nothing): MsgGenerator<void> {
  yield* stubs.create('primary');
  yield* stubs.read(eiger);
  yield* between();
  yield* stubs.save();
}

function* point(eiger: SimFrameDetector, between = nothing): MsgGenerator<void> {
  yield* stubs.checkpoint();
  yield* exposed(eiger);
  yield* taken(eiger, between);
}

function* points(eiger: SimFrameDetector, count: number): MsgGenerator<void> {
  for (let number = 0; number < count; number += 1) yield* point(eiger);
}

/** Runs a plan to its end, and goes on after every pause. */
async function runThrough({ engine }: Setup, plan: MsgGenerator): Promise<string> {
  const result = engine.run(plan);
  let ended = false;
  void result.finally(() => {
    ended = true;
  });
  while (!ended) {
    await expect.poll(() => ended || engine.state === 'paused', { interval: 2, timeout: 15_000 }).toBe(true);
    if (!ended) await engine.resume();
  }
  return (await result).reason;
}

const one = (start: number) => ({ start, stop: start + 1 });

/** Whether every run's documents are complete in themselves, and the file of each holds its frames, which are those of its events. */
async function expectWholeRuns({ docs }: Setup, counts: readonly number[]): Promise<void> {
  const starts = docs('start');
  expect(starts).toHaveLength(counts.length);
  expect(files).toHaveLength(counts.length);
  const uids = docs('stream_resource').map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(counts.length);
  for (const [run, count] of counts.entries()) {
    const { uid } = starts[run] ?? {};
    const [resource, ...others] = docs('stream_resource').filter((doc) => doc.run_start === uid);
    const [descriptor] = docs('descriptor').filter((doc) => doc.run_start === uid);
    const events = docs('event').filter((doc) => doc.descriptor === descriptor?.uid);
    const data = docs('stream_datum').filter((doc) => doc.stream_resource === resource?.uid);
    const numbers = Array.from({ length: count }, (_, number) => number);
    expect([resource?.uri, others]).toEqual([`file://localhost${pathToFileURL(files[run] ?? '').pathname}`, []]);
    expect(data.map((doc) => [doc.descriptor, doc.indices, doc.seq_nums])).toEqual(
      numbers.map((number) => [descriptor?.uid, one(number), one(number + 1)]),
    );
    expect(events.map((doc) => doc.seq_num)).toEqual(numbers.map((number) => number + 1));
    const { sums } = await readFrames(files[run] ?? '');
    expect(events.map((doc) => (doc.data as Doc)['eiger-sum'])).toEqual(sums);
    expect(docs('stop')[run]).toMatchObject({ run_start: uid, num_events: { primary: count } });
  }
}

it('two runs within one staging have a file each, and each tells where its frames are', async () => {
  const setup = await beamline();
  const { eiger } = setup;
  function* plan(): MsgGenerator<void> {
    for (const count of [2, 3, 1]) yield* runWrapper(points(eiger, count));
  }
  expect(await runThrough(setup, stageWrapper(plan(), [eiger]))).toBe('');
  await expectWholeRuns(setup, [2, 3, 1]);
});

it('two flights within one staging have a file each, prepared once or each by itself', async () => {
  const setup = await beamline();
  const { eiger, docs } = setup;
  function* flight(): MsgGenerator<void> {
    yield* stubs.declareStream([eiger], { name: 'flown', collect: true });
    yield* stubs.kickoff(eiger, { wait: true });
    yield* stubs.complete(eiger, { wait: true });
    yield* stubs.collect([eiger], { name: 'flown' });
  }
  function* plan(): MsgGenerator<void> {
    yield* stubs.prepare(eiger, { numberOfEvents: 3 }, { wait: true });
    yield* runWrapper(flight());
    yield* runWrapper(flight());
    yield* stubs.prepare(eiger, { numberOfEvents: 2, exposuresPerEvent: 2 }, { wait: true });
    yield* runWrapper(flight());
  }
  expect(await runThrough(setup, stageWrapper(plan(), [eiger]))).toBe('');
  expect(docs('stream_resource').map((doc) => doc.run_start)).toEqual(docs('start').map((doc) => doc.uid));
  expect(docs('stream_datum').map((doc) => [doc.indices, doc.seq_nums])).toEqual(
    [3, 3, 2].map((count) => [
      { start: 0, stop: count },
      { start: 1, stop: count + 1 },
    ]),
  );
  expect(await Promise.all(files.map(async (file) => (await readFrames(file)).shape[0]))).toEqual([3, 3, 4]);
});

it('two runs at once cannot share its frames, and the sentence says so', async () => {
  const setup = await beamline();
  const { eiger } = setup;
  function* plan(): MsgGenerator<void> {
    yield* stubs.openRun();
    yield* point(eiger);
    yield* setRunKeyWrapper(runWrapper(point(eiger)), 'other');
  }
  expect(await runThrough(setup, stageWrapper(plan(), [eiger]))).toMatch(/which this run was not told/);
});

it.each([0, 1, 3])(
  'paused between read and save of point %i, it takes the frame again in the same place',
  async (at) => {
    const setup = await beamline();
    const { eiger } = setup;
    function* plan(): MsgGenerator<void> {
      for (let number = 0; number < 4; number += 1) yield* point(eiger, number === at ? pause : nothing);
    }
    expect(await runThrough(setup, stageWrapper(runWrapper(plan()), [eiger]))).toBe('');
    await expectWholeRuns(setup, [4]);
  },
);

it.each([0, 1])('paused where only the reading is taken again, event %i has the frame that was exposed', async (at) => {
  const setup = await beamline();
  const { eiger } = setup;
  function* plan(): MsgGenerator<void> {
    for (let number = 0; number < 3; number += 1) {
      yield* exposed(eiger);
      yield* stubs.checkpoint();
      yield* taken(eiger, number === at ? pause : nothing);
    }
  }
  expect(await runThrough(setup, stageWrapper(runWrapper(plan()), [eiger]))).toBe('');
  await expectWholeRuns(setup, [3]);
});

it.each([0, 1])('a frame whose event %i the plan drops leaves no gap', async (at) => {
  const setup = await beamline();
  const { eiger } = setup;
  function* plan(): MsgGenerator<void> {
    for (let number = 0; number < 3; number += 1) {
      if (number !== at) yield* point(eiger);
      else {
        yield* exposed(eiger);
        yield* stubs.create('primary');
        yield* stubs.read(eiger);
        yield* stubs.drop();
      }
    }
  }
  expect(await runThrough(setup, stageWrapper(runWrapper(plan()), [eiger]))).toBe('');
  await expectWholeRuns(setup, [2]);
});

it.each(['the plan', 'the engine'])(
  'a plan that fails between read and save leaves no frame that no event has, where %s cleans up',
  async (who) => {
    const setup = await beamline();
    const { eiger } = setup;
    const fail: Between = () => {
      throw new Error('enough');
    };
    function* body(): MsgGenerator<void> {
      yield* points(eiger, 2);
      yield* point(eiger, fail);
    }
    function* bare(): MsgGenerator<void> {
      yield* stubs.stage(eiger, { wait: true });
      yield* stubs.openRun();
      yield* body();
    }
    const plan = who === 'the plan' ? stageWrapper(runWrapper(body()), [eiger]) : bare();
    expect(await runThrough(setup, plan)).toBe('enough');
    await expectWholeRuns(setup, [2]);
  },
);
