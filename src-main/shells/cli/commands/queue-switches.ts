import { HutchError } from '#shared/errors.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { type QueueOptions, writeQueue } from '../queue-writing.ts';

/** `hutch queue start` */
export function queueStart(context: CliContext, options: QueueOptions): Promise<ExitStatus> {
  return writeQueue(context, options, async ({ api, revision }) => ({
    said: [],
    list: await api.request('queue.start', { revision }),
  }));
}

/** `hutch queue stop`: never refused. */
export function queueStop(context: CliContext, options: QueueOptions): Promise<ExitStatus> {
  return writeQueue(context, options, async ({ api }) => ({ said: [], list: await api.request('queue.stop', {}) }));
}

/** `hutch queue clear` */
export function queueClear(context: CliContext, options: QueueOptions): Promise<ExitStatus> {
  return writeQueue(context, options, async ({ api, revision }) => ({
    said: [],
    list: await api.request('queue.clear', { revision }),
  }));
}

/** `hutch queue loop on|off` */
export async function queueLoop(context: CliContext, word: string, options: QueueOptions): Promise<ExitStatus> {
  if (word !== 'on' && word !== 'off') throw new HutchError('usage', `The loop is on or off, not ${word}.`);
  return writeQueue(context, options, async ({ api, revision }) => ({
    said: [],
    list: await api.request('queue.set', { loop: word === 'on', revision }),
  }));
}

/** `hutch queue on-failure stop|continue` */
export async function queueOnFailure(context: CliContext, word: string, options: QueueOptions): Promise<ExitStatus> {
  if (word !== 'stop' && word !== 'continue')
    throw new HutchError('usage', `After a failure the queue can stop or continue, not ${word}.`);
  return writeQueue(context, options, async ({ api, revision }) => ({
    said: [],
    list: await api.request('queue.set', { on_failure: word, revision }),
  }));
}
