import { describe, expect, it } from 'vitest';
import type { MsgGenerator } from '../msg.ts';
import type { StreamAssetDocument } from '../protocols.ts';
import { doneStatus } from '../testing/manual-status.ts';
import { m, recordEngine, takeEvent } from '../testing/record-engine.ts';
import { TestDetector, TestMotor } from '../testing/test-devices.ts';
import { TestWriter } from '../testing/test-flyers.ts';

function* inRun(plan: Iterable<ReturnType<typeof m>>): MsgGenerator<void> {
  yield m('open_run');
  for (const message of plan) yield message;
  yield m('close_run');
}

describe('events', () => {
  it('hold the readings of several devices, some of which need time to answer', async () => {
    const { engine, docs } = recordEngine();
    const [det, motor] = [new TestDetector(), new TestMotor()];
    det.read = () => Promise.resolve({ det: { value: 5, timestamp: 2 } });
    det.describe = () => Promise.resolve({ det: { source: 's', dtype: 'number', shape: [] } }) as never;
    const result = await engine.run(inRun(takeEvent([motor, det])));
    expect(result.reason).toBe('');
    expect(docs('event')).toMatchObject([{ data: { motor: 0, det: 5 }, timestamps: { motor: 1, det: 2 } }]);
    expect(docs('descriptor')).toMatchObject([
      {
        name: 'primary',
        object_keys: { motor: ['motor'], det: ['det'] },
        hints: { motor: { fields: ['motor'] }, det: { fields: ['det'] } },
        data_keys: { det: { object_name: 'det' } },
        configuration: { det: { data: { 'det-exposure': 0.1 } }, motor: { data: {} } },
      },
    ]);
  });

  it('of several streams are numbered apart, and those of several runs, too', async () => {
    const { engine, docs } = recordEngine();
    const det = new TestDetector();
    function* plan(): MsgGenerator<void> {
      yield m('open_run', null, [], {}, 'a');
      yield m('open_run', null, [], {}, 'b');
      yield* takeEvent([det], 'primary', 'a');
      yield* takeEvent([det], 'primary', 'b');
      yield* takeEvent([det], 'second', 'a');
      yield* takeEvent([det], 'primary', 'a');
      yield m('close_run', null, [], {}, 'a');
      yield m('close_run', null, [], {}, 'b');
    }
    expect((await engine.run(plan())).runStartUids).toHaveLength(2);
    expect(docs('event').map((doc) => doc.seq_num)).toEqual([1, 1, 1, 2]);
    expect(docs('stop').map((doc) => doc.num_events)).toEqual([{ primary: 2, second: 1 }, { primary: 1 }]);
    expect(docs('start').map((doc) => doc.scan_id)).toEqual([1, 2]);
  });

  it('tell external files before the event that refers to them', async () => {
    const { engine, documents } = recordEngine();
    const camera = Object.assign(new TestDetector('cam'), {
      describe: () => ({ cam: { source: 'f', dtype: 'array' as const, shape: [2, 2], external: 'FILESTORE:' } }),
      read: () => ({ cam: { value: 'r/1', timestamp: 1 } }),
      *collectAssetDocs() {
        yield ['resource', { uid: 'r', spec: 'HDF5', root: '/', resource_path: 'a', resource_kwargs: {} }];
        yield ['datum', { datum_id: 'r/1', resource: 'r', datum_kwargs: {} }];
      },
    });
    await engine.run(inRun(takeEvent([camera])));
    expect(documents.map((entry) => entry.name)).toEqual(['start', 'descriptor', 'resource', 'datum', 'event', 'stop']);
    expect(documents[2]?.doc.run_start).toBe(documents[0]?.doc.uid);
    expect(documents[4]?.doc).toMatchObject({ filled: { cam: false }, data: { cam: 'r/1' } });
  });

  it.each(['drop', 'pause'])('tell where frames are although a %s gives up the event with the first', async (how) => {
    const { engine, docs } = recordEngine();
    const writer = new TestWriter('frames');
    const trigger = () => {
      writer.written += 1;
      return doneStatus();
    };
    function* frame(): MsgGenerator<void> {
      yield m('checkpoint');
      yield m('trigger', Object.assign(writer, { trigger }));
      yield m('create', null, [], { name: 'primary' });
      yield m('read', writer);
    }
    function* plan(): MsgGenerator<void> {
      yield* frame();
      yield m(how);
      if (how === 'drop') yield* frame();
      yield m('save');
    }
    const result = engine.run(inRun(plan()));
    if (how === 'pause') {
      await expect.poll(() => engine.state).toBe('paused');
      await engine.resume();
    }
    expect((await result).reason).toBe('');
    expect(docs('stream_resource').map((doc) => doc.data_key)).toEqual(['frames']);
    expect(docs('stream_datum').map((doc) => [doc.indices, doc.seq_nums])).toEqual([
      [
        { start: 1, stop: 2 },
        { start: 1, stop: 2 },
      ],
    ]);
  });

  it.each(['drop', 'pause', 'fail'])(
    'give a device that takes them its documents back when a %s gives up the event',
    async (how) => {
      const { engine, docs } = recordEngine();
      const returned: unknown[] = [];
      let runsOver = 0;
      const writer = Object.assign(new TestWriter('frames'), {
        returnAssetDocs: (told: readonly StreamAssetDocument[]) => returned.push(...told.map(([name]) => name)),
        finishAssets: () => {
          runsOver += 1;
        },
      });
      writer.written = 1;
      function* plan(): MsgGenerator<void> {
        yield m('checkpoint');
        yield m('create', null, [], { name: 'primary' });
        yield m('read', writer);
        if (how === 'fail') throw new Error('enough');
        yield m(how);
        if (how === 'pause') yield m('save');
      }
      const result = engine.run(inRun(plan()));
      if (how === 'pause') {
        await expect.poll(() => engine.state).toBe('paused');
        await engine.resume();
      }
      await result;
      expect(returned).toEqual(['stream_resource', 'stream_datum']);
      expect([docs('stream_resource'), docs('stream_datum'), runsOver]).toEqual([[], [], 0]);
    },
  );

  it('tell a device whose documents a run has when that is closed', async () => {
    const { engine, documents } = recordEngine();
    const order: string[] = [];
    engine.subscribe((name) => order.push(name));
    const writer = Object.assign(new TestWriter('frames'), { finishAssets: () => order.push('over') });
    writer.written = 1;
    await engine.run(inRun(takeEvent([new TestDetector(), writer])));
    expect(order).toEqual([...documents.map(({ name }) => name), 'over']);
  });

  it('leave out the fields whose frames travel as stream_datum, of which one belongs to each', async () => {
    const { engine, docs } = recordEngine();
    const [det, writer] = [new TestDetector(), new TestWriter('frames')];
    writer.written = 1;
    await engine.run(inRun(takeEvent([det, writer])));
    expect(docs('event')).toMatchObject([{ data: { det: 0 }, filled: {} }]);
    expect(docs('stream_datum')).toMatchObject([{ indices: { start: 0, stop: 1 }, seq_nums: { start: 1, stop: 2 } }]);
    const greedy = new TestWriter('frames');
    greedy.written = 2;
    const result = await recordEngine().engine.run(inRun(takeEvent([greedy])));
    expect(result.reason).toMatch(/reported 2 frames for one event/);
  });

  const det = new TestDetector();
  const bad = (readings: object) => Object.assign(new TestDetector('bad'), { read: () => readings as never });
  it.each([
    [
      'a field that was not described',
      takeEvent([bad({ other: { value: 1, timestamp: 1 } })]),
      /got the field 'other'/,
    ],
    ['a field that is missing', takeEvent([bad({})]), /got no value for 'bad'/],
    ['a value that is undefined', takeEvent([bad({ bad: { value: undefined, timestamp: 1 } })]), /no value for 'bad'/],
    ['a reading without a time', takeEvent([bad({ bad: { value: 1 } })]), /'bad' in stream 'primary' has no timestamp/],
    ['the same device twice', takeEvent([det, det]), /bring the field 'det' to one event/],
    ['two devices with one field', takeEvent([new TestDetector('d'), new TestDetector('d')]), /bring the field 'd'/],
    ['a dot in a field', takeEvent([new TestDetector('stage.x')]), /the key 'stage.x' holds a '.' or a '\/'/],
  ])('refuse %s', async (_, plan, sentence) => {
    const result = await recordEngine().engine.run(inRun(plan));
    expect(result.reason).toMatch(sentence);
  });

  it('refuse other devices than those that the stream began with', async () => {
    const { engine, docs } = recordEngine();
    const both = [...takeEvent([new TestDetector('a')]), ...takeEvent([new TestDetector('b')])];
    const result = await engine.run(inRun(both));
    expect(result.reason).toBe("Stream 'primary' is made of a, but b was read for it");
    expect(docs('event')).toHaveLength(1);
  });

  it('refuse a stream that is declared again with other fields', async () => {
    const { engine, docs } = recordEngine();
    const declare = (name: string) => m('declare_stream', null, [new TestDetector(name)], { name: 'primary' });
    const result = await engine.run(inRun([declare('a'), declare('a'), declare('b')]));
    expect(result.reason).toBe("Stream 'primary' has the fields a: it cannot be declared with b");
    expect(docs('descriptor')).toHaveLength(2);
  });

  it('are not made of nothing', async () => {
    const { engine, docs } = recordEngine();
    await engine.run(inRun(takeEvent([])));
    expect(docs('event')).toEqual([]);
  });

  it('have metadata that is refused before the run opens when a key cannot be recorded', async () => {
    const { engine, docs } = recordEngine();
    const result = await engine.run([m('open_run', null, [], { 'a.b': 1 })]);
    expect(result.exception).toMatchObject({ code: 'invalid_metadata' });
    expect(docs('start')).toEqual([]);
    expect(engine.md.scan_id).toBeUndefined();
  });
});
