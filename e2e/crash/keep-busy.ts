import type { QueueItem } from '#shared/contract/index.ts';
import { type CrashClient, Unanswered } from './crash-client.ts';
import type { Ledger } from './ledger.ts';

const PLANS: readonly { name: string; params: NonNullable<Extract<QueueItem, { name: string }>['params']> }[] = [
  { name: 'count', params: { detectors: ['det'], num: 100, delay: 0.005 } },
  { name: 'count', params: { detectors: ['det'], num: 3 } },
  { name: 'scan', params: { detectors: ['det'], axes: [{ motor: 'stage.x', start: 0, stop: 0.5 }], num: 11 } },
];
/** More than that need not wait. */
const ENOUGH_WAITING = 8;

/** Uses a Hutch as several people at once would, until it is killed: submits, adds batches, moves, holds, pauses. */
export async function keepBusy(client: CrashClient, ledger: Ledger, random: () => number): Promise<void> {
  try {
    const { queue } = await client.request('tasks.list', {});
    await client.request('queue.start', { revision: queue.revision });
    for (;;) await actOnce(client, ledger, random);
  } catch (thrown) {
    if (!(thrown instanceof Unanswered)) throw thrown;
  }
}

async function actOnce(client: CrashClient, ledger: Ledger, random: () => number): Promise<void> {
  const { queue, tasks } = await client.request('tasks.list', {});
  const waiting = tasks.filter(({ state }) => state === 'waiting');
  if (waiting.filter(({ hold }) => hold === null).length < ENOUGH_WAITING)
    await submit(client, ledger, random, queue.revision);
  const some = waiting[Math.floor(random() * waiting.length)];
  const { revision } = (await client.request('tasks.list', {})).queue;
  const choice = random();
  if (some && choice < 0.3) {
    await refusable(client.request('queue.move', { task_ids: [some.task_id], to: 'front', revision }));
  } else if (some && choice < 0.4) {
    await refusable(client.request('queue.hold', { task_ids: [some.task_id], reason: 'not yet', revision }));
  } else if (some && choice < 0.5) {
    await refusable(client.request('queue.release', { task_ids: [some.task_id], revision }));
  } else if (choice < 0.6) {
    await refusable(client.request('worker.pause', { defer: false }));
    await refusable(client.request('worker.resume', {}));
  }
}

async function submit(client: CrashClient, ledger: Ledger, random: () => number, revision: number): Promise<void> {
  const markers = ledger.group(random() < 0.3 ? 3 : 1);
  const items = markers.map((purpose) => ({ ...plan(random), purpose }));
  const [only] = items;
  const request =
    items.length === 1 && only
      ? client.request('tasks.submit', only)
      : client.request('queue.add', { items, at: 'back', revision });
  if (await refusable(request)) ledger.accept(markers);
}

function plan(random: () => number) {
  const drawn = PLANS[Math.floor(random() * PLANS.length)];
  if (!drawn) throw new Error('there is no plan to draw');
  return drawn;
}

/** What people do at the same time may be refused: the item runs by now, the queue has changed, nothing runs. `false` then. */
async function refusable(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (thrown) {
    const { code } = thrown as { code?: string };
    if (code === 'conflict' || code === 'invalid_transition' || code === 'unknown_task' || code === 'not_allowed')
      return false;
    throw thrown;
  }
}
