import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RunQuery } from '#shared/contract/index.ts';
import type { DocumentName } from '#shared/documents/index.ts';
import { MemoryRunStore } from './memory-run-store.ts';
import { openStore } from './open-store.ts';
import { killedCopy } from './testing/killed-copy.ts';
import { RunFeed } from './testing/run-feed.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

function open(stateDir: string) {
  const { runs } = openStore({ stateDir, now: () => 5000, continuable: () => true });
  onTestFinished(() => runs.close());
  return runs;
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('LaB6', 'stage.x', '__proto__', '42', 'a"b', 'a.b'),
);
const leaf = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null));
const value = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(text, leaf, { maxKeys: 3 }),
  fc.integer({ min: 510, max: 600 }).map((length) => Array.from({ length }, (_item, index) => index / 4)),
  fc.integer({ min: 500, max: 1500 }).map((length) => new Float32Array(length).fill(length)),
  fc.float64Array({ maxLength: 4 }),
);
const data = fc.dictionary(text, value, { maxKeys: 4 });

/** What an engine does to run `run` of four, or a commit. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ run: fc.nat(3), data }) },
  { weight: 1, arbitrary: fc.constant('commit' as const) },
);

/** Brings a run on by one document: it opens, gets a descriptor, then events, and now and then it closes. */
class Engine {
  readonly #stages = new Map<number, { uid: string; documents: number }>();
  readonly #put: (name: DocumentName, doc: Record<string, unknown>) => void;
  #opened = 0;

  constructor(put: (name: DocumentName, doc: Record<string, unknown>) => void) {
    this.#put = put;
  }

  advance(run: number, content: Record<string, unknown>): void {
    const stage = this.#stages.get(run) ?? { uid: `run-${this.#opened++}`, documents: 0 };
    const { uid, documents } = stage;
    this.#stages.set(run, { uid, documents: documents + 1 });
    const time = this.#opened + documents;
    if (documents === 0) this.#put('start', { ...content, uid, time, plan_name: `plan-${run}`, num_points: 9 });
    else if (documents === 1)
      this.#put('descriptor', { uid: `${uid}-d`, run_start: uid, time, name: 'primary', data_keys: {} });
    else if (documents < 7)
      this.#put('event', {
        uid: `${uid}-${documents}`,
        descriptor: `${uid}-d`,
        seq_num: documents,
        time,
        data: content,
      });
    else {
      this.#put('stop', {
        uid: `${uid}-s`,
        run_start: uid,
        time,
        exit_status: run === 0 ? 'abort' : 'success',
        reason: 'over',
      });
      this.#stages.delete(run);
    }
  }
}

describe('SqliteRunStore, whatever it is given', () => {
  it('gives back what a store in memory gives back, before and after it is opened again', () => {
    const property = fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const stateDir = temporaryFolder();
      const store = open(stateDir);
      const model = new MemoryRunStore({ continuable: () => true });
      const feeds = [new RunFeed(store), new RunFeed(model)];
      const engine = new Engine((name, doc) => {
        for (const feed of feeds) feed.put(name, doc);
      });
      for (const item of steps) {
        if (item === 'commit') store.commit();
        else engine.advance(item.run, item.data);
      }
      store.commit();
      expect(store.runs()).toEqual(model.runs());
      const killed = open(killedCopy(stateDir));
      expect(killed.runs()).toEqual(model.runs());
      for (const { uid } of model.runs()) {
        expect(store.documents(uid)).toEqual(model.documents(uid));
        expect(killed.documents(uid).documents).toEqual(model.documents(uid).documents);
        for (const format of ['jsonl', 'csv'] as const) {
          if (format === 'jsonl' || Object.keys(model.run(uid).num_events).length > 0) {
            expect(store.export({ uid, format })).toEqual(model.export({ uid, format }));
          }
        }
      }
      store.close();
      killed.close();
    });
    fc.assert(property, { numRuns: 40 });
  });

  it('finds the runs that a store in memory finds, by every filter, and takes nothing in it for SQL', () => {
    const store = open(temporaryFolder());
    const model = new MemoryRunStore({ continuable: () => true });
    const sample = fc.sample(fc.array(fc.record({ run: fc.nat(3), data }), { minLength: 300, maxLength: 300 }), {
      numRuns: 1,
      seed: 7,
    });
    const feeds = [new RunFeed(store), new RunFeed(model)];
    const engine = new Engine((name, doc) => {
      for (const feed of feeds) feed.put(name, doc);
    });
    for (const item of sample[0] ?? []) engine.advance(item.run, item.data);
    store.commit();
    const starts = model.runs().map(({ uid }) => model.documents(uid).documents[0]?.doc ?? {});
    const keys = starts.flatMap((start) => Object.keys(start));
    const key = fc.oneof(fc.constantFrom(...keys), text, fc.constantFrom('', '.', '$', '[0]', "x') --", '"', 'a\\"b'));
    const values = starts.flatMap((start) => Object.values(start)).filter((item) => typeof item === 'string');
    const words = fc.oneof(fc.constantFrom(...values), text);
    const filter = fc.record(
      {
        text: fc.array(words, { maxLength: 3 }).map((list) => list.join(' ')),
        plan: fc.oneof(fc.constantFrom('plan-1', 'plan-2'), text),
        device: text,
        outcomes: fc.subarray(['open', 'success', 'abort', 'fail'] as const).map((list) => [...list]),
        since: fc.double({ noNaN: true, min: 0, max: 60 }),
        until: fc.double({ noNaN: true, min: 0, max: 90 }),
        metadata: fc.dictionary(
          key,
          fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean()),
          {
            maxKeys: 1,
          },
        ),
        before: fc.oneof(fc.constantFrom('run-3', 'run-20'), text),
        limit: fc.integer({ min: 1, max: 20 }),
      },
      { requiredKeys: [] },
    );
    const property = fc.property(filter, (given) => {
      const parsed = RunQuery.parse(given);
      expect(store.runs(parsed)).toEqual(model.runs(parsed));
    });
    fc.assert(property, { numRuns: 600 });
  });
});
