import { spawn } from 'node:child_process';
import { createHost, type Host } from '../src-main/host/create-host.ts';
import { openStore } from '../src-main/store/open-store.ts';
import type { HostEvent } from '../src-shared/contract/index.ts';
import { fillStore } from './fill-store.ts';
import { median } from './median.ts';
import { quietLogger } from './quiet-logger.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const EVENTS = 30_000;
const SUBMISSIONS = 100;
const RUNS = 10_000;
const EVENTS_OF_A_RUN = 100;
const STARTS = 5;
const START_LIMIT_MS = 60_000;

/**
 * Events a second of the plan `count`, requested from a host whose store is on: from the request until a client has heard that the task is
 * over, every document committed to SQLite before that client hears of it.
 */
export function storedCountEventsPerSecond(): Promise<number> {
  return withHost(async (host) => {
    await completed(host, 2_000);
    const begun = performance.now();
    const events = await completed(host, EVENTS);
    const rate = (EVENTS / (performance.now() - begun)) * 1000;
    if (events !== EVENTS) throw new Error(`The measurement is void: ${events} events arrived of ${EVENTS}`);
    return rate;
  });
}

/** From asking for a task, which is on the disk itself before it is accepted, until a client hears that it runs: the median. */
export function submitToStartedMs(): Promise<number> {
  return withHost(async (host) => {
    const times: number[] = [];
    for (let submission = 0; submission < SUBMISSIONS; submission += 1) {
      const begun = performance.now();
      const over = taskEnds(host, (event) => {
        if (event.type === 'worker' && event.task_status?.task_complete === false && times.length === submission)
          times.push(performance.now() - begun);
      });
      await host.api.request('tasks.submit', { name: 'count' });
      await over;
    }
    return median(times);
  });
}

export interface FullStoreFigures {
  startMs: number;
  searchMs: number;
}

/** How a store with a million events in ten thousand runs starts and is searched. The start is that of the whole process, from its launch. */
export function fullStore(): Promise<FullStoreFigures> {
  return withTemporaryFolder(async (stateDir) => {
    const store = await openStore({ stateDir, now: () => Date.now() / 1000, logger: quietLogger });
    fillStore(store.runs, { runs: RUNS, events: EVENTS_OF_A_RUN });
    const searches = ['LaB6', 'lysozyme 9002', 'grid_scan', 'haemo', '7777', 'nothing like it'].map((text) => {
      const begun = performance.now();
      store.runs.runs({ text, limit: 100 });
      return performance.now() - begun;
    });
    store.runs.close();
    const starts: number[] = [];
    for (let start = 0; start < STARTS; start += 1) starts.push(await startMs(stateDir));
    // The slowest of the searches: each is asked once, and none may be slow.
    return { startMs: median(starts), searchMs: Math.max(...searches) };
  });
}

/** Launches the command line's server on a state folder; from launch to the line with its address. */
function startMs(stateDir: string): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['out/main/cli.js', 'serve', '--port', '0'], {
    env: { ...process.env, HUTCH_STATE_DIR: stateDir },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: START_LIMIT_MS,
  });
  return new Promise((resolve, reject) => {
    let took = Number.NaN;
    child.stdout.on('data', (chunk: Buffer) => {
      if (!chunk.toString().includes('Hutch is at')) return;
      took = performance.now() - begun;
      child.kill('SIGINT');
    });
    child.on('error', reject);
    child.on('exit', () => (Number.isNaN(took) ? reject(new Error('hutch serve did not start')) : resolve(took)));
  });
}

async function withHost<T>(measure: (host: Host) => Promise<T>): Promise<T> {
  return withTemporaryFolder(async (stateDir) => {
    const store = await openStore({ stateDir, now: () => Date.now() / 1000, logger: quietLogger });
    const host = await createHost({
      version: 'bench',
      planDirs: ['plans'],
      deviceModules: ['bench/store-beamline.ts'],
      store,
    });
    try {
      return await measure(host);
    } finally {
      await host.dispose();
      store.runs.close();
    }
  });
}

/** Runs `count` and waits until its end was told. Returns the number of events that were. */
async function completed(host: Host, num: number): Promise<number> {
  let events = 0;
  const over = taskEnds(host, (event) => {
    if (event.type === 'document' && event.name === 'event') events += 1;
  });
  await host.api.request('tasks.submit', { name: 'count', params: { num } });
  await over;
  return events;
}

/** Resolves when a client hears that a task is over. */
function taskEnds(host: Host, see: (event: HostEvent) => void): Promise<void> {
  return new Promise((resolve) => {
    const subscription = host.api.subscribe('events', {}, ({ items }) => {
      for (const item of items) {
        see(item);
        if (item.type !== 'worker' || item.task_status?.task_complete !== true || item.state !== 'IDLE') continue;
        subscription.dispose();
        resolve();
      }
    });
  });
}
