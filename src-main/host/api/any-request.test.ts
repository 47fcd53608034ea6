import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REQUESTS, type RequestName } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { anyInput } from '../testing/any-input.ts';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { startHost, type TestHost } from '../testing/start-host.ts';

/** How long an answer may take; a plan is looked at for a limited time, and a move waits for its motor. */
const ANSWER_LIMIT_MS = 15_000;
/** Loading everything anew takes a good part of a second: once in a while is enough. */
const SLOW: readonly RequestName[] = ['env.reload', 'plans.inspect', 'plans.messages'];
const QUEUE = Object.keys(REQUESTS).filter((name) => /^(queue|lists|tasks)\./.test(name)) as RequestName[];
const OTHERS = (Object.keys(REQUESTS) as RequestName[]).filter((name) => !QUEUE.includes(name) && !SLOW.includes(name));

let current: TestHost;
/** Ids that requests may mean. */
let ids: string[] = [];
let revision = 0;

beforeAll(async () => {
  current = await startHost({ speed: 100_000 });
  const { task_id, run_uids } = await current.run({ name: 'count' });
  ids = [task_id, ...run_uids];
});
afterAll(() => current.host.dispose());

/** A request by any of `names`, each as likely as the others. */
const asked = (names: readonly RequestName[]) =>
  fc.oneof(...names.map((name) => anyInput(REQUESTS[name].input, () => ids).map((input) => ({ name, input }))));

/** Asks, and says what came: an answer of the contract (the test host checks it) or a refusal. Anything else fails the test. */
async function ask(name: RequestName, input: unknown): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} was not answered`)), ANSWER_LIMIT_MS);
  });
  try {
    await Promise.race([current.api.request(name, input as never), late]);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(HutchError);
    expect((thrown as HutchError).code, `${name}: ${(thrown as HutchError).message}`).not.toBe('internal');
  } finally {
    clearTimeout(timer);
  }
}

async function lookAround(): Promise<void> {
  const { queue, tasks } = await current.api.request('tasks.list', {});
  ids = tasks.map(({ task_id }) => task_id).slice(-8);
  revision = queue.revision;
  // Where nothing waits there is nothing to be moved, held or lost.
  if (tasks.filter(({ state }) => state === 'waiting').length < 4) {
    await current.api.request('queue.stop', {});
    await current.api.request('tasks.submit', { name: 'count' });
    await lookAround();
  }
}

describe('any request at all', () => {
  it('is answered or refused with a sentence, and never by a fault of ours', async () => {
    const request = fc.oneof({ arbitrary: asked(OTHERS), weight: 60 }, { arbitrary: asked(SLOW), weight: 1 });
    await fc.assert(
      fc.asyncProperty(request, ({ name, input }) => ask(name, input)),
      fuzzRuns(0.4),
    );
    await current.api.request('host.info', {});
  }, 3_600_000);

  it('leaves a queue in which nothing is lost or doubled', async () => {
    const command = fc.tuple(asked(QUEUE), fc.boolean());
    await fc.assert(
      fc.asyncProperty(command, async ([{ name, input }, fresh]) => {
        await lookAround();
        const named = typeof input === 'object' && input !== null && fresh ? { ...input, revision } : input;
        await ask(name, 'revision' in (REQUESTS[name].input as { shape?: object }).shape! ? named : input);
        const { queue, tasks } = await current.api.request('tasks.list', {});
        expect(new Set(tasks.map(({ task_id }) => task_id)).size).toBe(tasks.length);
        expect(queue.revision).toBeGreaterThanOrEqual(revision);
        if (tasks.filter(({ state }) => state === 'waiting').length > 200) {
          await current.api.request('queue.clear', { revision: queue.revision });
        }
      }),
      fuzzRuns(0.4),
    );
    await current.api.request('host.info', {});
  }, 3_600_000);
});
