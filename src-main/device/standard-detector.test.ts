import { expect, it, vi } from 'vitest';
import {
  Collectable,
  Flyable,
  Pausable,
  Preparable,
  type Protocol,
  Stageable,
  Stoppable,
  satisfies,
  Triggerable,
  WritesStreamAssets,
} from '../engine/protocols.ts';
import { StandardDetector } from './standard-detector.ts';
import { FakeDetector } from './testing/fake-detector.ts';
import { noLeaks } from './testing/no-leaks.ts';

noLeaks({ clock: 'fake' });
const turn = () => vi.advanceTimersByTimeAsync(0);

function detector() {
  const fake = new FakeDetector();
  return { fake, det: new StandardDetector(fake, fake).setName('det') };
}

it('satisfies what step scans and fly scans ask of a detector', () => {
  const protocols: Protocol<unknown>[] = [
    Stageable,
    Triggerable,
    Preparable,
    Flyable,
    Collectable,
    WritesStreamAssets,
    Stoppable,
    Pausable,
  ];
  const { det } = detector();
  expect(protocols.filter((protocol) => !satisfies(det, protocol))).toEqual([]);
  expect(det.hints).toEqual({ fields: ['det-sum'] });
});

it('a trigger prepares, arms, and is done when the frame is written and the detector idle', async () => {
  const { det, fake } = detector();
  await det.stage().wait();
  const status = det.trigger();
  await turn();
  fake.write(1);
  await turn();
  expect(status.done).toBe(false);
  fake.finish();
  await status.wait();
  expect(fake.calls).toEqual(['disarm', 'close', 'prepare 1 internal 0.002', 'open', 'arm']);
  expect([await det.getIndex(), fake.listeners]).toEqual([1, 0]);
  expect(await det.describe()).toMatchObject({ det: { external: 'STREAM:', shape: [2, 3] } });
});

it('a second trigger is not prepared again', async () => {
  const { det, fake } = detector();
  for (let frame = 0; frame < 2; frame += 1) {
    const status = det.trigger();
    await turn();
    fake.write(1);
    fake.finish();
    await status.wait();
  }
  expect(fake.calls).toEqual(['prepare 1 internal 0.002', 'open', 'arm', 'arm']);
});

it('a flight tells its progress, and its documents up to where the engine asks', async () => {
  const { det, fake } = detector();
  await det.prepare({ numberOfEvents: 4, trigger: 'edge_trigger', livetimeS: 0.1 }).wait();
  expect(fake.calls.at(-1)).toBe('arm');
  await det.kickoff().wait();
  const status = det.complete();
  const seen: unknown[] = [];
  await turn();
  status.watch(({ current, target, fraction }) => seen.push([current, target, fraction]));
  fake.write(3);
  await turn();
  const documents = async (index?: number) => {
    const found: unknown[] = [];
    for await (const [, doc] of det.collectAssetDocs(index)) found.push(doc.indices);
    return found;
  };
  expect(await documents(2)).toEqual([{ start: 0, stop: 2 }]);
  fake.write(1);
  fake.finish();
  await status.wait();
  expect([await documents(), await documents()]).toEqual([[{ start: 2, stop: 4 }], []]);
  expect(seen).toEqual([
    [0, 4, 1],
    [3, 4, 0.25],
    [4, 4, 0],
  ]);
  expect(det.describeCollect()).toMatchObject({ det: { dtype: 'array' } });
});

it('a frame that does not come fails by its number, and disarms', async () => {
  const { det, fake } = detector();
  await det.prepare({ numberOfEvents: 4, frameTimeoutS: 2 }).wait();
  await det.kickoff().wait();
  const status = det.complete();
  await turn();
  fake.write(1);
  fake.finish();
  await vi.advanceTimersByTimeAsync(2000);
  expect(status.exception()).toMatchObject({ code: 'timeout', message: 'det wrote 1 of 4 frames, and none for 2 s' });
  expect([fake.calls.at(-1), fake.listeners]).toEqual(['disarm', 0]);
});

it('a stop disarms and fails the flight; a trigger afterwards works', async () => {
  const { det, fake } = detector();
  await det.prepare({ numberOfEvents: 4 }).wait();
  await det.kickoff().wait();
  const status = det.complete();
  await turn();
  await det.stop();
  await turn();
  expect(status.exception()).toMatchObject({ code: 'cancelled', message: 'det was stopped' });
  expect(fake.listeners).toBe(0);
  await det.prepare({}).wait();
  const next = det.trigger();
  await turn();
  fake.write(1);
  fake.finish();
  await next.wait();
  expect(next.success).toBe(true);
});

it.each([
  [{ trigger: 'variable_gate' as const }, 'det knows the triggers internal, edge_trigger, not variable_gate'],
  [{ deadtimeS: 0.001 }, 'det needs 0.002 s between exposures, not 0.001 s'],
  [{ numberOfEvents: 0 }, 'det cannot be prepared: numberOfEvents: '],
])('refuses to be prepared with %j', (info, message) => {
  expect(() => detector().det.prepare(info)).toThrow(
    expect.objectContaining({ code: 'invalid_params', message: expect.stringContaining(message) }),
  );
});

it('refuses to fly before it is prepared, and to be triggered when others trigger it', async () => {
  const { det } = detector();
  await expect(det.kickoff().wait()).rejects.toMatchObject({ code: 'illegal_message_sequence' });
  await expect(det.complete().wait()).rejects.toMatchObject({ code: 'illegal_message_sequence' });
  expect(() => det.describeCollect()).toThrow('det must be prepared before describeCollect');
  await det.prepare({ trigger: 'edge_trigger' }).wait();
  await expect(det.trigger().wait()).rejects.toThrow('det is prepared for edge_trigger');
  await det.prepare({ numberOfEvents: 4 }).wait();
  await expect(det.trigger().wait()).rejects.toThrow('det is prepared for 4 events: it cannot be triggered');
});

it('unstaged in mid-flight, it disarms, closes, and has not failed', async () => {
  const { det, fake } = detector();
  await det.prepare({ numberOfEvents: 4 }).wait();
  await det.kickoff().wait();
  const status = det.complete();
  await turn();
  await det.unstage().wait();
  await turn();
  expect([status.success, fake.listeners, fake.calls.includes('close')]).toEqual([true, 0, true]);
});

it('unstaged, it has forgotten what it was prepared for', async () => {
  const { det, fake } = detector();
  await det.prepare({}).wait();
  await det.unstage().wait();
  expect(fake.calls.slice(-2)).toEqual(['disarm', 'close']);
  expect(() => det.describeCollect()).toThrow('must be prepared');
});

async function indicesTold(det: StandardDetector): Promise<unknown[]> {
  const told: unknown[] = [];
  for await (const [, { indices }] of det.collectAssetDocs()) told.push(indices);
  return told;
}

it('refuses a second trigger, a preparation and a flight while it exposes', async () => {
  const { det } = detector();
  const status = det.trigger();
  for (const ask of [() => det.trigger(), () => det.prepare({}), () => det.kickoff()]) {
    expect(ask).toThrow(expect.objectContaining({ code: 'device_busy', message: 'det is exposing already' }));
  }
  await turn();
  await det.stop();
  await turn();
  expect(status.exception()).toMatchObject({ code: 'cancelled', message: 'det was stopped' });
});

it('triggered again after a pause in mid-exposure, it begins anew, and the first trigger has not failed', async () => {
  const { det, fake } = detector();
  const first = det.trigger();
  await turn();
  det.pause();
  det.resume();
  const second = det.trigger();
  await turn();
  expect([first.success, second.done, fake.calls.at(-1), fake.listeners]).toEqual([true, false, 'arm', 1]);
  fake.write(1);
  fake.finish();
  await second.wait();
  expect(await indicesTold(det)).toEqual([{ start: 0, stop: 1 }]);
});

it('a frame that came while the plan was paused is forgotten: each event has one frame', async () => {
  const { det, fake } = detector();
  const expose = async () => {
    const status = det.trigger();
    await turn();
    fake.write(1);
    fake.finish();
    await status.wait();
  };
  await expose();
  expect(await indicesTold(det)).toEqual([{ start: 0, stop: 1 }]);
  await expose();
  det.pause();
  det.resume();
  await expose();
  expect(await indicesTold(det)).toEqual([{ start: 1, stop: 2 }]);
});

it('a flight that is kicked off again after a pause begins anew; one that is completed again is the same', async () => {
  const { det, fake } = detector();
  await det.prepare({ numberOfEvents: 4 }).wait();
  await det.kickoff().wait();
  const first = det.complete();
  await turn();
  fake.write(2);
  det.pause();
  det.resume();
  const again = det.complete();
  await turn();
  expect([first.done, again.done, fake.listeners]).toEqual([false, false, 1]);
  await det.kickoff().wait();
  expect([first.success, again.success]).toEqual([true, true]);
  const anew = det.complete();
  await turn();
  fake.write(4);
  fake.finish();
  await anew.wait();
  expect(await indicesTold(det)).toEqual([{ start: 0, stop: 4 }]);
});

it('completes only what was kicked off, and once landed it may fly again', async () => {
  const { det, fake } = detector();
  await det.prepare({ numberOfEvents: 1 }).wait();
  await expect(det.complete().wait()).rejects.toThrow('det must be kicked off before complete');
  for (const flight of [1, 2]) {
    await det.kickoff().wait();
    const status = det.complete();
    await turn();
    fake.write(1);
    fake.finish();
    await status.wait();
    expect(await det.getIndex()).toBe(flight);
  }
});

it('is as patient as an event takes, by the controller or else by its exposures', async () => {
  const { det, fake } = detector();
  const status = det.trigger();
  await vi.advanceTimersByTimeAsync(10_001);
  expect(status.done).toBe(false);
  await vi.advanceTimersByTimeAsync(2);
  expect(status.exception()?.message).toBe('det wrote 0 of 1 frames, and none for 10.002 s');
  Object.assign(fake, { eventS: () => 60 });
  const long = det.trigger();
  await vi.advanceTimersByTimeAsync(69_999);
  expect(long.done).toBe(false);
  await vi.advanceTimersByTimeAsync(2);
  expect(long.exception()).toMatchObject({ code: 'timeout' });
});

it('let go in mid-exposure, it disarms and closes', async () => {
  const { det, fake } = detector();
  const status = det.trigger();
  await turn();
  det.dispose();
  await turn();
  expect([status.exception()?.message, fake.calls.slice(-2).sort(), fake.listeners]).toEqual([
    'det was let go during its exposure',
    ['close', 'disarm'],
    0,
  ]);
});

it('one that refuses to disarm goes on exposing when it is stopped, and is closed all the same', async () => {
  const { det, fake } = detector();
  const refuse = vi.spyOn(fake, 'disarm').mockRejectedValue(new Error('no'));
  const status = det.trigger();
  await turn();
  await expect(det.stop()).rejects.toThrow('no');
  expect(status.done).toBe(false);
  await expect(det.unstage().wait()).rejects.toThrow('no');
  expect(fake.calls.at(-1)).toBe('close');
  refuse.mockRestore();
  await det.stop();
  await turn();
  expect(status.done).toBe(true);
});

it('prepares itself for a flight where it knows what for', async () => {
  class Series extends StandardDetector {
    protected override defaultSeries() {
      return { numberOfEvents: 3 };
    }
  }
  const fake = new FakeDetector();
  const det = new Series(fake, fake).setName('det');
  expect(await det.describeCollect()).toMatchObject({ det: { dtype: 'array' } });
  expect(fake.calls).toEqual(['prepare 3 internal 0.002', 'open']);
  expect(det.describeCollect()).toMatchObject({ det: { dtype: 'array' } });
});
