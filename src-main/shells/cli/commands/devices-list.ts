import type { DeviceModel, DeviceReadback } from '#shared/contract/index.ts';
import { alignColumns } from '../align-columns.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { RequestApi } from '../remote-host.ts';
import type { Terminal } from '../terminal.ts';
import { valueText } from '../value-text.ts';

/** What one asks of a device at the command line; the rest of the protocols is how the engine treats it. */
const TELLING = new Set(['Readable', 'Movable', 'Triggerable', 'Flyable']);

/** A device of the table, and how deep it lies. */
interface Entry {
  readonly model: DeviceModel;
  readonly depth: number;
  readonly readback?: DeviceReadback;
}

/**
 * `hutch devices`: what can be named in a request, children below their parents, each with its state, its value once it is connected, and what
 * is wrong with it. With `json` one device a line, children within. With `connect` everything is connected first; 1 when something is in trouble.
 */
export async function listDevices(
  api: RequestApi,
  terminal: Terminal,
  { json, connect }: { json: boolean; connect: boolean },
): Promise<ExitStatus> {
  const listed = await api.request('devices.list', {});
  if (connect) await Promise.all(listed.map(({ name }) => api.request('devices.connect', { name })));
  const models = connect ? await api.request('devices.list', {}) : listed;
  if (json) for (const model of models) terminal.out(JSON.stringify(model));
  else for (const line of await table(api, models)) terminal.out(line);
  return connect && models.some(inTrouble) ? 1 : 0;
}

async function table(api: RequestApi, models: readonly DeviceModel[]): Promise<string[]> {
  const entries = models.flatMap((model) => entriesOf(model));
  // Only what is connected: to be listed is no reason to connect a device.
  const read = await Promise.all(
    entries.map(async (entry): Promise<Entry> => {
      const { name, state, value } = entry.model;
      if (!value || (state !== 'connected' && state !== 'mock')) return entry;
      return { ...entry, readback: await api.request('devices.read', { name }) };
    }),
  );
  const lines = alignColumns(read.map(row));
  return read.flatMap((entry, index) => [lines[index] ?? '', ...trouble(entry.model)]);
}

function entriesOf(model: DeviceModel, depth = 0): Entry[] {
  return [{ model, depth }, ...model.children.flatMap((child) => entriesOf(child, depth + 1))];
}

function row({ model, depth, readback }: Entry): string[] {
  const key = depth === 0 ? model.name : model.name.slice(model.name.lastIndexOf('.') + 1);
  const protocols = model.protocols.filter((name) => TELLING.has(name)).join(', ');
  const about = [model.kind, model.description, protocols].filter(Boolean).join(' · ');
  const value = readback ? valueText(readback.readback, model.value) : '';
  return ['  '.repeat(depth) + key, model.state, value, about];
}

/** What is wrong, in lines below the device that it is wrong with, and not below what that is a part of. */
function trouble(model: DeviceModel): string[] {
  if (!model.error || model.children.some(inTrouble)) return [];
  const next = model.next_step === undefined ? [] : [`next: ${model.next_step}`];
  return [...model.error.split('\n'), ...next].map((line) => `    ${line}`);
}

function inTrouble({ state, children }: DeviceModel): boolean {
  return state === 'failed' || state === 'disconnected' || children.some(inTrouble);
}
