import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { noLeaks } from '../../src-main/device/testing/no-leaks.ts';
import { readFrames } from '../testing/read-frames.ts';
import { Hdf5FrameWriter } from './hdf5-frame-writer.ts';

noLeaks();

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutch-frames-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const SHAPE = [2, 3] as const;
const frame = (value: number) => new Uint16Array(6).fill(value);
const nextPath = () => join(folder, `${files++}.h5`);

function writer(paths = nextPath): Hdf5FrameWriter {
  return new Hdf5FrameWriter({ paths, shape: SHAPE, source: (name) => `test://${name}` });
}

const indices = (from: Hdf5FrameWriter, index: number) =>
  [...from.streamDocs(index)].filter(([name]) => name === 'stream_datum').map(([, doc]) => doc.indices);

it('describes an event as so many exposures, and says where they are before it says which', async () => {
  const frames = writer();
  expect(await frames.open('cam', 1)).toEqual({
    cam: {
      source: 'test://cam',
      dtype: 'array',
      shape: [1, 2, 3],
      dtype_numpy: '<u2',
      units: 'counts',
      external: 'STREAM:',
    },
  });
  frames.append(frame(1));
  frames.append(frame(2));
  const [resource, datum, ...none] = [...frames.streamDocs(2)];
  expect(resource).toEqual([
    'stream_resource',
    {
      uid: expect.any(String),
      data_key: 'cam',
      mimetype: 'application/x-hdf5',
      uri: `file://localhost${frames.file.getValue()}`,
      parameters: { dataset: '/entry/data/data', chunk_shape: [1, 2, 3] },
    },
  ]);
  expect(datum?.[1]).toMatchObject({ stream_resource: resource?.[1].uid, indices: { start: 0, stop: 2 } });
  expect([none, [...frames.streamDocs(2)]]).toEqual([[], []]);
  await frames.close();
});

it('can be read while it is written, by the rules of NeXus', async () => {
  const frames = writer();
  await frames.open('cam', 1);
  frames.append(frame(7));
  expect(await readFrames(frames.file.getValue())).toEqual({
    shape: [1, 2, 3],
    sums: [42],
    classes: { '/entry': 'NXentry', '/entry/data': 'NXdata' },
  });
  await frames.close();
});

it('a frame that is forgotten is not told, and the next takes its place', async () => {
  const frames = writer();
  await frames.open('cam', 1);
  frames.append(frame(1));
  expect(indices(frames, 1)).toEqual([{ start: 0, stop: 1 }]);
  frames.append(frame(2));
  await frames.forget();
  expect(await frames.indicesWritten()).toBe(1);
  frames.append(frame(3));
  expect(indices(frames, 2)).toEqual([{ start: 1, stop: 2 }]);
  await frames.close();
  expect((await readFrames(frames.file.getValue())).sums).toEqual([6, 18]);
});

it('a frame whose documents come back is told again, or forgotten; only the last can be', async () => {
  const frames = writer();
  await frames.open('cam', 1);
  frames.append(frame(1));
  const first = [...frames.streamDocs(1)];
  frames.untell(first);
  expect([...frames.streamDocs(1)]).toEqual(first);
  frames.append(frame(2));
  const second = [...frames.streamDocs(2)];
  frames.untell(first);
  expect([...frames.streamDocs(2)]).toEqual([]);
  frames.untell(second);
  await frames.forget();
  frames.append(frame(3));
  expect(indices(frames, 2)).toEqual([{ start: 1, stop: 2 }]);
  await frames.close();
  frames.untell(second);
  expect((await readFrames(frames.file.getValue())).sums).toEqual([6, 18]);
});

it('looks for a place beforehand, once for each file', async () => {
  const asked = vi.fn(nextPath);
  const frames = writer(asked);
  await frames.makeReady('cam');
  await frames.open('cam', 1);
  expect(asked.mock.calls).toEqual([['cam']]);
  expect(frames.file.getValue()).toBe(asked.mock.results[0]?.value);
  await frames.close();
  await frames.open('cam', 1);
  expect(asked).toHaveBeenCalledTimes(2);
  await frames.close();
});

it('closed, a file holds what documents refer to; one that none refers to is removed', async () => {
  const frames = writer();
  await frames.open('cam', 2);
  for (const value of [1, 2, 3, 4, 5]) frames.append(frame(value));
  expect(await frames.indicesWritten()).toBe(2);
  expect(indices(frames, 1)).toEqual([{ start: 0, stop: 1 }]);
  await frames.close();
  await frames.close();
  expect((await readFrames(frames.file.getValue())).sums).toEqual([6, 12]);
  frames.append(frame(6));
  await frames.open('cam', 1);
  const untold = frames.file.getValue();
  frames.append(frame(1));
  await frames.close();
  expect(existsSync(untold)).toBe(false);
});

it('stays with its file until it is closed, and with the size of its events', async () => {
  const frames = writer();
  await frames.open('cam', 1);
  const path = frames.file.getValue();
  await frames.open('cam', 1);
  expect(frames.file.getValue()).toBe(path);
  await expect(frames.open('cam', 2)).rejects.toMatchObject({
    code: 'illegal_message_sequence',
    message: 'cam writes 1 exposures an event until its run is closed, not 2',
  });
  await frames.close();
});

it('names the file that it cannot make, and never writes over another', async () => {
  const taken = join(folder, 'taken.h5');
  writeFileSync(taken, 'of somebody else');
  await expect(writer(() => taken).open('cam', 1)).rejects.toMatchObject({
    code: 'device_failed',
    message: expect.stringContaining(`cam cannot write to ${taken}: `),
  });
  await expect(writer(() => join(taken, 'below.h5')).open('cam', 1)).rejects.toThrow(': Not a directory');
  await expect(writer(() => folder).open('cam', 1)).rejects.toThrow(/cannot write to .*: [^\n]+$/);
});
