import { describe, expect, it } from 'vitest';
import type { MsgGenerator } from '../msg.ts';
import { m, recordEngine } from '../testing/record-engine.ts';
import { TestFlyer, TestPager, TestWriter } from '../testing/test-flyers.ts';

const RUN = [m('open_run')];

describe('collect', () => {
  it('packs the events of a flyer that names its own streams into one page a stream, and answers with them', async () => {
    const { engine, docs } = recordEngine();
    const flyer = new TestFlyer('flyer', { one: ['x'], two: ['y', 'z'] });
    let payload: unknown[] = [];
    function* plan(): MsgGenerator<void> {
      yield* RUN;
      yield m('kickoff', flyer);
      payload = (yield m('collect', flyer)) as unknown[];
      yield m('collect', flyer, [], { return_payload: false });
      yield m('close_run');
    }
    expect((await engine.run(plan())).reason).toBe('');
    expect(payload).toHaveLength(4);
    expect(docs('descriptor').map((doc) => [doc.name, doc.object_keys])).toEqual([
      ['one', { flyer: ['x'] }],
      ['two', { flyer: ['y', 'z'] }],
    ]);
    expect(docs('event_page').map((doc) => [doc.seq_num, doc.data, doc.time])).toEqual([
      [[1, 2], { x: [0, 1] }, [10, 11]],
      [[1, 2], { y: [0, 1], z: [0, 1] }, [10, 11]],
      [[3, 4], { x: [0, 1] }, [10, 11]],
      [[3, 4], { y: [0, 1], z: [0, 1] }, [10, 11]],
    ]);
    expect(docs('stop')).toMatchObject([{ num_events: { one: 4, two: 4 } }]);
  });

  it('numbers the pages of a declared stream', async () => {
    const { engine, docs } = recordEngine();
    const pager = new TestPager();
    function* plan(): MsgGenerator<void> {
      yield* RUN;
      const [descriptor, devices] = (yield m('declare_stream', null, [pager], { name: 'pages', collect: true })) as [
        { name: string },
        unknown[],
      ];
      expect(descriptor.name).toBe('pages');
      expect(devices).toEqual([pager]);
      yield m('collect', pager, [], { name: 'pages' });
      yield m('collect', pager);
      yield m('close_run');
    }
    expect((await engine.run(plan())).exitStatus).toBe('success');
    expect(docs('event_page').map((doc) => doc.seq_num)).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('declares the one stream of a flyer that names it itself', async () => {
    const { engine, docs } = recordEngine();
    const flyer = new TestFlyer('flyer', { flown: ['x'] });
    const declare = m('declare_stream', null, [flyer], { name: 'flown', collect: true });
    const result = await engine.run([...RUN, declare, m('collect', flyer, [], { name: 'flown' }), m('close_run')]);
    expect(result.reason).toBe('');
    expect(docs('descriptor').map((doc) => doc.object_keys)).toEqual([{ flyer: ['x'] }]);
    expect(docs('event_page').map((doc) => doc.seq_num)).toEqual([[1, 2]]);
  });

  it('collects several writers up to the frame that all have, and numbers rows and frames', async () => {
    const { engine, docs } = recordEngine();
    const [a, b] = [new TestWriter('a'), new TestWriter('b')];
    function* plan(): MsgGenerator<void> {
      yield* RUN;
      yield m('declare_stream', null, [a, b], { name: 'frames', collect: true });
      a.written = 5;
      b.written = 3;
      yield m('collect', a, [b], { name: 'frames' });
      b.written = 5;
      yield m('collect', a, [b], { name: 'frames' });
      yield m('close_run');
    }
    expect((await engine.run(plan())).reason).toBe('');
    const [start, descriptor] = [docs('start')[0], docs('descriptor')[0]];
    expect(docs('stream_resource').map((doc) => [doc.data_key, doc.run_start])).toEqual([
      ['a', start?.uid],
      ['b', start?.uid],
    ]);
    const data = docs('stream_datum');
    expect(data.map((doc) => [doc.indices, doc.seq_nums])).toEqual([
      [
        { start: 0, stop: 3 },
        { start: 1, stop: 4 },
      ],
      [
        { start: 0, stop: 3 },
        { start: 1, stop: 4 },
      ],
      [
        { start: 3, stop: 5 },
        { start: 4, stop: 6 },
      ],
      [
        { start: 3, stop: 5 },
        { start: 4, stop: 6 },
      ],
    ]);
    expect(new Set(data.map((doc) => doc.descriptor))).toEqual(new Set([descriptor?.uid]));
    expect(docs('stop')).toMatchObject([{ num_events: { frames: 5 } }]);
  });

  it('collects what a plan has left behind, and goes on when that fails', async () => {
    const { engine, docs } = recordEngine();
    const [good, bad] = [new TestFlyer(), new TestFlyer('bad')];
    bad.collect = () => {
      throw new Error('not half-way');
    };
    await engine.run([...RUN, m('kickoff', bad), m('kickoff', good)]);
    expect(docs('event_page')).toHaveLength(1);
    expect(docs('stop')).toMatchObject([{ exit_status: 'success' }]);
  });

  it.each([
    ['a stream that was not declared', [m('collect', new TestPager(), [], { name: 'nowhere' })], /was not declared/],
    ['data keys without a declared stream', [m('collect', new TestPager())], /must be declared/],
    [
      'several devices without a declared stream',
      [m('collect', new TestWriter('a'), [new TestWriter('b')])],
      /must be declared/,
    ],
    [
      'one field in two streams',
      [m('collect', new TestFlyer('f', { one: ['x'], two: ['x'] }))],
      /the field 'x' in both 'one' and 'two'/,
    ],
    [
      'another stream than the declared one',
      [m('declare_stream', null, [new TestFlyer()], { name: 'other', collect: true })],
      /'flown' where 'other' was expected/,
    ],
  ])('refuses %s', async (_, messages, sentence) => {
    expect((await recordEngine().engine.run([...RUN, ...messages])).reason).toMatch(sentence);
  });

  it('refuses writers whose frames do not fit together', async () => {
    const [a, b] = [new TestWriter('a'), new TestWriter('b')];
    const declare = m('declare_stream', null, [a, b], { name: 'frames', collect: true });
    a.written = 2;
    b.written = 2;
    b.collectAssetDocs = () => [] as never;
    const result = await recordEngine().engine.run([...RUN, declare, m('collect', a, [b], { name: 'frames' })]);
    expect(result.reason).toBe("Stream 'frames' got no frames for 'b'");
  });
});
