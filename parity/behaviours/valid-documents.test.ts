import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import type { MsgGenerator } from '../../src-main/engine/msg.ts';
import { m, recordEngine, takeEvent } from '../../src-main/engine/testing/record-engine.ts';
import { TestDetector, TestMotor, TestSignal } from '../../src-main/engine/testing/test-devices.ts';
import { TestFlyer, TestWriter } from '../../src-main/engine/testing/test-flyers.ts';

const FILES: Record<string, string> = { start: 'run_start', descriptor: 'event_descriptor', stop: 'run_stop' };

it('every document that the engine emits is valid by the event model itself', async () => {
  const ajv = new Ajv2020({ strict: false });
  const { engine, documents } = recordEngine({ recordInterruptions: true });
  const writer = new TestWriter('frames');
  writer.written = 3;
  const flyer = new TestFlyer();
  function* plan(): MsgGenerator<void> {
    yield m('open_run', null, [], { plan_name: 'all', hints: { dimensions: [[['time'], 'primary']] } });
    yield m('monitor', new TestSignal('gauge'), [], { name: 'gauge' });
    yield m('checkpoint');
    yield* takeEvent([new TestDetector(), new TestMotor()]);
    yield m('kickoff', flyer);
    yield m('collect', flyer);
    yield m('declare_stream', null, [writer], { name: 'frames', collect: true });
    yield m('collect', writer, [], { name: 'frames' });
    yield m('pause');
    yield m('close_run');
  }
  const finished = engine.run(plan());
  await engine.machine.until(['paused']);
  await engine.abort('enough');
  await finished;
  const kinds = new Set(documents.map((entry) => entry.name));
  expect([...kinds].sort()).toEqual([
    'descriptor',
    'event',
    'event_page',
    'start',
    'stop',
    'stream_datum',
    'stream_resource',
  ]);
  for (const { name, doc } of documents) {
    const file = new URL(`../schemas/${FILES[name] ?? name}.json`, import.meta.url);
    const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
    expect(validate(doc), `${name}: ${ajv.errorsText(validate.errors)}`).toBe(true);
  }
});
