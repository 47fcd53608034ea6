import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import type { HostEvent, Task, TaskRequest } from '#shared/contract/index.ts';
import { createHost, type Host, type HostOptions } from '../create-host.ts';
import { MODULE_CACHE } from './module-cache.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const INSTANT_DEVICES = fileURLToPath(new URL('./instant-devices.ts', import.meta.url));

/** A host of the shipped plans and the simulated beamline, and what it tells. */
export interface TestHost {
  readonly host: Host;
  readonly api: Host['api'];
  /** Every event so far, in order. */
  readonly events: HostEvent[];
  /** Resolves with the first event, past or to come, that `wanted` accepts. */
  event(wanted: (event: HostEvent) => boolean): Promise<HostEvent>;
  submit(request: TaskRequest): Promise<Task>;
  /** Submits a request and waits for its end. */
  run(request: TaskRequest): Promise<Task>;
  /** Resolves with a task once it has ended. */
  ended(id: string): Promise<Task>;
}

export interface TestHostOptions extends Partial<HostOptions> {
  /** Seconds of simulated time in a real one. */
  speed?: number;
  /** As `HUTCH_SIM_FAULT`: `det:fail@2`. */
  faults?: string;
}

/** Starts a host that checks all that it says against the contract. */
export async function startHost({ speed = 100, faults = '', ...options }: TestHostOptions = {}): Promise<TestHost> {
  vi.stubEnv('HUTCH_SIM_SPEED', String(speed));
  vi.stubEnv('HUTCH_SIM_FAULT', faults);
  const host = await createHost({
    version: '1.2.3',
    beamline: 'I00',
    planDirs: [join(ROOT, 'plans')],
    deviceModules: [join(ROOT, 'devices/beamline.ts'), INSTANT_DEVICES],
    cacheDir: MODULE_CACHE,
    checkOutputs: true,
    ...options,
  });
  const { api } = host;
  const events: HostEvent[] = [];
  const waiting = new Set<(event: HostEvent) => void>();
  api.subscribe('events', {}, ({ items }) => {
    for (const item of items) {
      events.push(item);
      for (const check of [...waiting]) check(item);
    }
  });
  const event = (wanted: (event: HostEvent) => boolean) =>
    new Promise<HostEvent>((resolve) => {
      const past = events.find(wanted);
      if (past) return resolve(past);
      const check = (item: HostEvent) => {
        if (!wanted(item)) return;
        waiting.delete(check);
        resolve(item);
      };
      waiting.add(check);
    });
  const ended = async (id: string) => {
    await event((item) => item.type === 'worker' && item.task_status?.task_id === id && item.task_status.task_complete);
    return api.request('tasks.get', { task_id: id });
  };
  const submit = (request: TaskRequest) => api.request('tasks.submit', request);
  const run = async (request: TaskRequest) => ended((await submit(request)).task_id);
  return { host, api, events, event, submit, run, ended };
}
