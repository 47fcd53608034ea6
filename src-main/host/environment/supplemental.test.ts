import { afterEach, describe, expect, it } from 'vitest';
import type { HostEvent } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { startHost, type TestHost, type TestHostOptions } from '../testing/start-host.ts';

let open: TestHost[] = [];

/** A host that ends with the test. */
async function start(options: TestHostOptions): Promise<TestHost> {
  const host = await startHost(options);
  open.push(host);
  return host;
}

afterEach(async () => {
  await Promise.all(open.map(({ host }) => host.dispose()));
  open = [];
});

/** What the documents of one name hold. */
function documents(events: readonly HostEvent[], name: string): Record<string, unknown>[] {
  return events.flatMap((event) => (event.type === 'document' && event.name === name ? [event.doc] : []));
}

const SCAN = { name: 'scan', params: { axes: [{ motor: 'stage.x', start: 0, stop: 4 }], num: 3 } };

describe('supplemental data', () => {
  it('stands beside every run: the baseline twice, monitors at each change, flyers with what they gathered', async () => {
    const supplemental = { baseline: ['ring_current', 'mono.energy'], monitors: ['stage.x'], flyers: ['counter'] };
    const { run, events } = await start({ supplemental });
    expect(await run(SCAN)).toMatchObject({ state: 'succeeded', error: null });

    const streams = new Map(documents(events, 'descriptor').map(({ uid, name }) => [uid, name]));
    const [stop] = documents(events, 'stop');
    expect(stop).toMatchObject({ exit_status: 'success', num_events: { primary: 3, baseline: 2 } });
    const counted = stop?.num_events as Record<string, number>;
    expect(counted['stage-x_monitor']).toBeGreaterThan(3);
    expect(Object.keys(counted)).toHaveLength(4);

    const order = documents(events, 'event').map(({ descriptor }) => streams.get(descriptor));
    expect(order[0]).toBe('baseline');
    expect(order.lastIndexOf('baseline')).toBeGreaterThan(order.lastIndexOf('primary'));
    const [before] = documents(events, 'event');
    expect(Object.keys(before?.data as object)).toEqual(expect.arrayContaining(['ring_current', 'mono-energy']));
  });

  it('leaves what is only read to others, and has what flies for itself', async () => {
    const { submit, ended, event, api } = await start({
      speed: 5,
      supplemental: { baseline: ['stage.y'], flyers: ['counter'] },
    });
    const { task_id } = await submit(SCAN);
    await event((each) => each.type === 'document' && each.name === 'event');
    const owner = async (device: string) => (await api.request('devices.read', { name: device })).owner;
    expect([await owner('stage.y'), await owner('counter')]).toEqual([null, 'scan']);
    await ended(task_id);
  });

  it('does not touch a plan that opens no run', async () => {
    const { run, events } = await start({ supplemental: { baseline: ['ring_current'] } });
    expect(await run({ name: 'mv' })).toMatchObject({ state: 'succeeded' });
    expect(documents(events, 'start')).toEqual([]);
  });

  it.each([
    [
      { baseline: ['stage.q'] },
      'unknown_device',
      'The baseline of every run cannot hold stage.q: Device stage.q cannot be found; did you mean stage.x?',
    ],
    [{ monitors: ['nothing'] }, 'unknown_device', 'The monitors of every run cannot hold nothing'],
    [
      { flyers: ['det'] },
      'wrong_protocol',
      'The flyers of every run cannot hold det: it is not Flyable and Collectable.',
    ],
  ] as const)('refuses every request while %j is configured, by name', async (supplemental, code, sentence) => {
    const { api, submit } = await start({ supplemental });
    const { load_errors } = await api.request('host.info', {});
    expect(load_errors).toEqual([expect.objectContaining({ code, message: expect.stringContaining(sentence) })]);
    const refused = await submit(SCAN).catch((thrown: unknown) => HutchError.from(thrown));
    expect(refused).toMatchObject({ code, message: expect.stringContaining(sentence) });
  });
});
