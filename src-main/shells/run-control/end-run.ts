import { isBusy } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import type { Host } from '../../host/create-host.ts';

/** How to end the plan that runs, in Bluesky's words: `stop` counts as success, `abort` does not, `halt` skips the plan's cleanup. */
export type Ending = { kind: 'stop' } | { kind: 'abort'; reason: string } | { kind: 'halt' };

async function ask(api: HostApi, ending: Ending): Promise<unknown> {
  switch (ending.kind) {
    case 'stop':
      return api.request('worker.stop', {});
    case 'abort':
      return api.request('worker.abort', { reason: ending.reason });
    case 'halt':
      return api.request('worker.halt', {});
  }
}

/** Nothing is told that is not stored: while the store fails, only who asks learns that the worker is idle. */
const ASK_EVERY_MS = 1000;

/** Waits until the worker is idle; `false` when `limitMs` has passed and it is not. */
async function whenIdle(api: HostApi, limitMs: number): Promise<boolean> {
  let settle: (idle: boolean) => void = () => undefined;
  const idle = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  const timer = setTimeout(() => settle(false), limitMs);
  const subscription = api.subscribe('events', {}, ({ items }) => {
    if (items.some((item) => item.type === 'worker' && !isBusy(item.state))) settle(true);
  });
  const look = async () => {
    const { state } = await api.request('worker.status', {});
    if (!isBusy(state)) settle(true);
  };
  // A host that no longer answers is none whose plan ends: the limit ends the waiting.
  const asking = setInterval(() => void look().catch(() => undefined), ASK_EVERY_MS);
  try {
    await look();
    return await idle;
  } finally {
    clearTimeout(timer);
    clearInterval(asking);
    subscription.dispose();
  }
}

/** A host as whoever ends its run needs it. */
export type EndingHost = Pick<Host, 'api' | 'setClosing'>;

/**
 * Ends the plan that runs, if one does, and waits until the engine is idle. From now on nothing starts, whoever asks for it, until
 * `host.setClosing(false)`; what waits is kept, and the queue itself is not stopped, so that the next start of Hutch finds it as people left it.
 * A plan that is on its way out already is only waited for. `stop` and `abort` take the plan through its cleanup, which may move motors and so
 * may take its time.
 *
 * @param limitMs how long to wait for the engine to be idle
 * @returns whether the engine is idle
 * @throws HutchError when the host refuses for another reason than that the plan is ending already
 */
export async function endRun({ api, setClosing }: EndingHost, ending: Ending, limitMs: number): Promise<boolean> {
  setClosing(true);
  const { state } = await api.request('worker.status', {});
  if (!isBusy(state)) return true;
  const idle = whenIdle(api, limitMs);
  const asked = ask(api, ending).catch((thrown: unknown) => {
    const error = HutchError.from(thrown);
    if (error.code !== 'invalid_transition') throw error;
  });
  // The answer may come only when the engine is idle, so the time limit must not wait for it; a refusal ends the waiting.
  return Promise.race([idle, asked.then(() => idle)]);
}
