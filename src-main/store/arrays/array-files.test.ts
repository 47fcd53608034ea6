import { existsSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../open-store.ts';
import { RunFeed } from '../testing/run-feed.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { flatArray } from './flat-array.ts';
import { unflatten } from './unflatten.ts';

function open(stateDir = temporaryFolder()) {
  const { runs } = openStore({ stateDir, now: () => 5000 });
  onTestFinished(() => runs.close());
  return { stateDir, runs, feed: new RunFeed(runs) };
}

const image = (seed: number) =>
  Array.from({ length: 30 }, (_row, y) => Array.from({ length: 40 }, (_c, x) => seed + x * y));
const events = (runs: ReturnType<typeof open>['runs'], uid: string) =>
  runs
    .documents(uid)
    .documents.filter(({ name }) => name.startsWith('event'))
    .map(({ doc }) => doc.data);

describe('arrays of events', () => {
  it('go to files beside the database and come back as they were', async () => {
    const { stateDir, runs, feed } = open();
    const data = [
      { img: image(1), wave: new Uint16Array(3000).fill(7), det: 1 },
      { img: image(2), wave: new Uint16Array(3000).fill(8), det: Number.NaN },
    ];
    feed.open('a');
    for (const [index, item] of data.entries()) feed.event('a', index + 1, item);
    runs.commit();
    feed.event('a', 3, { img: image(3) });
    feed.stop('a');
    runs.commit();
    await runs.sync();
    expect(readdirSync(join(stateDir, 'arrays', 'a')).sort()).toEqual(['0.bin', '1.bin']);
    expect(statSync(join(stateDir, 'hutch.sqlite-wal')).size).toBeLessThan(400_000);
    expect(events(runs, 'a')).toEqual([...data, { img: image(3) }]);
    runs.close();
    expect(events(open(stateDir).runs, 'a')).toEqual([...data, { img: image(3) }]);
  });

  it('are told as stream assets, with which a program finds them without Hutch', async () => {
    const { stateDir, runs, feed } = open();
    feed.put('start', { uid: 'a', time: 1 });
    const data_keys = { img: { source: 'sim', dtype: 'array', shape: [50, 60] } };
    feed.put('descriptor', { uid: 'a-d', run_start: 'a', time: 1, name: 'primary', data_keys });
    for (const seqNum of [1, 2, 5]) feed.event('a', seqNum, { img: new Uint16Array(3000).fill(seqNum) });
    runs.commit();
    const [resource, ...data] = runs.assets('a');
    const path = join(stateDir, 'arrays', 'a', '0.bin');
    expect(resource).toEqual({
      name: 'stream_resource',
      doc: {
        uid: expect.any(String),
        run_start: 'a',
        data_key: 'img',
        mimetype: 'application/octet-stream',
        uri: expect.stringMatching(/^file:\/\//),
        parameters: { dtype_numpy: '<u2', shape: [3, 50, 60], chunk_shape: [1, 50, 60] },
      },
    });
    expect(fileURLToPath(String(resource?.doc.uri))).toBe(path);
    expect(data.map(({ name, doc }) => [name, doc.descriptor, doc.stream_resource, doc.indices, doc.seq_nums])).toEqual(
      [
        ['stream_datum', 'a-d', resource?.doc.uid, { start: 0, stop: 2 }, { start: 1, stop: 3 }],
        ['stream_datum', 'a-d', resource?.doc.uid, { start: 2, stop: 3 }, { start: 5, stop: 6 }],
      ],
    );
    const bytes = readFileSync(path);
    expect(new Uint16Array(bytes.buffer, bytes.byteOffset, 9000)[3000]).toBe(2);
  });

  it('of an event page are taken row by row', () => {
    const { runs, feed } = open();
    feed.open('a');
    const det = Array.from({ length: 1000 }, (_item, row) => row);
    const data = { img: [image(1), null, image(3)], det };
    feed.put('event_page', { descriptor: 'a-d', uid: ['1', '2', '3'], seq_num: [1, 2, 3], time: [1, 2, 3], data });
    runs.commit();
    expect(events(runs, 'a')).toEqual([data]);
    expect(runs.assets('a').map(({ doc }) => doc.seq_nums)).toEqual([
      undefined,
      { start: 1, stop: 2 },
      { start: 3, stop: 4 },
    ]);
  });

  it('stay in the document where they are small, irregular, not numbers, or never twice alike', () => {
    const { stateDir, runs, feed } = open();
    const data = [
      { img: new Float64Array(512), det: image(1).slice(0, 2) },
      { img: [...image(1), [1]], det: image(1).map((row) => row.map(String)) },
    ];
    feed.open('a');
    for (const [index, item] of data.entries()) feed.event('a', index + 1, item);
    for (let length = 1000; length < 1080; length++) feed.event('a', length, { det: new Uint32Array(1100 + length) });
    feed.event('a', 2000, { det: new Uint32Array(2100) });
    runs.commit();
    expect(readdirSync(join(stateDir, 'arrays', 'a'))).toHaveLength(64);
    const [first, second, ...rest] = events(runs, 'a') as Record<string, Uint32Array>[];
    expect([first, second]).toEqual(data);
    expect(rest.slice(-2).map(({ det }) => det?.length)).toEqual([2179, 2100]);
  });

  it('are gone with their run, and counted no more', () => {
    const { stateDir, runs, feed } = open();
    const before = runs.status().bytes;
    feed.open('a');
    feed.event('a', 1, { img: new Float64Array(1_000_000) });
    feed.stop('a');
    runs.commit();
    expect(runs.status().bytes).toBeGreaterThan(before + 8_000_000);
    runs.delete(['a']);
    expect(existsSync(join(stateDir, 'arrays', 'a'))).toBe(false);
    expect(runs.status().bytes).toBeLessThan(before + 1_000_000);
  });

  it('that are not on the disk, or only in part, are null', () => {
    const { stateDir, runs, feed } = open();
    feed.open('a');
    for (const seqNum of [1, 2]) feed.event('a', seqNum, { img: new Uint8Array(5000).fill(seqNum) });
    runs.commit();
    truncateSync(join(stateDir, 'arrays', 'a', '0.bin'), 7000);
    expect(events(runs, 'a')).toEqual([{ img: new Uint8Array(5000).fill(1) }, { img: null }]);
  });

  it('of a run whose uid is no name for a folder stay within the folder of arrays', () => {
    const { stateDir, runs, feed } = open();
    feed.open('../../../escape');
    feed.event('../../../escape', 1, { img: image(1) });
    runs.commit();
    expect(readdirSync(join(stateDir, 'arrays'))).toEqual(['run.1']);
    expect(events(runs, '../../../escape')).toEqual([{ img: image(1) }]);
  });
});

describe('flatArray', () => {
  it('makes bytes of every regular list of numbers, and unflatten the list again', () => {
    const item = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(-0, Number.NaN));
    const property = fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      item,
      (a, b, value) => {
        const list = Array.from({ length: a }, () =>
          Array.from({ length: b }, () => Array.from({ length: 600 }, () => value)),
        );
        const flat = flatArray(list);
        expect(flat?.shape).toEqual([a, b, 600]);
        const bytes = flat?.bytes.slice().buffer as ArrayBuffer;
        expect(unflatten('list', flat!.type, flat!.shape, bytes)).toEqual(list);
      },
    );
    fc.assert(property, { numRuns: 20 });
  });

  it('takes integers as integers', () => {
    expect(flatArray(image(1))).toMatchObject({ container: 'list', type: 'Int32Array', shape: [30, 40] });
    expect(flatArray(image(0.5))).toMatchObject({ container: 'list', type: 'Float64Array' });
  });
});
