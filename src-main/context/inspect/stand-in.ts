import { HutchError } from '#shared/errors.ts';
import { type Device, isDevice } from '../../device/index.ts';
import type { StandInModel } from './stand-in-model.ts';

/** Where stand-ins and their models come from, each device's always the same ones. */
export interface StandIns {
  standIn: (device: Device) => object;
  /** What the stand-in of a device is and does. */
  model: (device: Device) => StandInModel;
}

type Method = (...args: readonly unknown[]) => unknown;

const NOTHING: Method = () => undefined;
const END: Method = () => NOTHING;

/** What the methods of every protocol do on a stand-in. One that the device lacks its stand-in lacks, too. */
const METHODS: Readonly<Record<string, (model: StandInModel) => Method>> = {
  set: (model) => (target) => model.set(target),
  trigger: (model) => () => model.trigger(),
  read: (model) => () => model.read(),
  describe: (model) => () => model.describe(),
  locate: (model) => () => model.locate(),
  stage: (model) => () => model.done(),
  unstage: (model) => () => model.done(),
  prepare: (model) => (value) => model.prepare(value),
  kickoff: (model) => () => model.kickoff(),
  complete: (model) => () => model.complete(),
  readConfiguration: () => () => ({}),
  describeConfiguration: () => () => ({}),
  configure: () => () => [{}, {}],
  describeCollect: () => () => ({}),
  collect: () => () => [],
  collectPages: () => () => [],
  collectAssetDocs: () => () => [],
  getIndex: () => () => 0,
  checkValue: () => NOTHING,
  stop: () => NOTHING,
  pause: () => NOTHING,
  resume: () => NOTHING,
  getValue: (model) => () => model.reading.value,
  getReading: (model) => () => model.reading,
  subscribe: () => END,
  clearSub: () => NOTHING,
  subscribeValue: () => END,
  subscribeReading: () => END,
  onConnection: () => END,
};

/** What the device does not have: that is asked often, too. */
const ABSENT = Symbol('absent');

/** What a device is called does not change. */
const FIXED: ReadonlySet<PropertyKey> = new Set(['name', 'path']);

/** Methods that tell of the device without asking it. */
const HARMLESS: ReadonlySet<PropertyKey> = new Set(['constructor', 'toString', 'toJSON', 'hasOwnProperty', 'valueOf']);

/**
 * An object that passes for `device`: name, kind, protocols, parts and constants are its own, but nothing that is called reaches it.
 * A method that is of no protocol cannot be foreseen: it throws `unavailable`.
 */
export function standInFor(standIns: StandIns, device: Device): object {
  // What never changes: methods, parts, names. They are looked up for each message of a plan.
  const fixed = new Map<PropertyKey, unknown>();
  return new Proxy<Device>(device, {
    get(target, key) {
      const known = fixed.get(key);
      if (known !== undefined) return known === ABSENT ? undefined : known;
      // Not of the proxy: what is #private is only in the device itself.
      const value: unknown = Reflect.get(target, key, target);
      if (value === undefined && !(key in target)) fixed.set(key, ABSENT);
      if (value === undefined || value === null) return value;
      if (key === 'position') return standIns.model(device).position;
      const shown = typeof value === 'function' ? madeMethod(standIns, device, key) : disguised(standIns, value);
      if (typeof value === 'function' || FIXED.has(key) || shown !== value) fixed.set(key, shown);
      return shown;
    },
    set(_target, key) {
      throw unforeseen(device, `${String(key)} be changed`);
    },
    defineProperty(_target, key) {
      throw unforeseen(device, `${String(key)} be changed`);
    },
    deleteProperty(_target, key) {
      throw unforeseen(device, `${String(key)} be taken away`);
    },
  });
}

function madeMethod(standIns: StandIns, device: Device, key: PropertyKey): Method {
  const own = Reflect.get(device, key, device) as Method;
  if (key === 'constructor') return own;
  if (HARMLESS.has(key) || typeof key === 'symbol') return (...args) => own.apply(device, [...args]);
  if (key === 'children')
    return () => new Map([...device.children()].map(([name, part]) => [name, standIns.standIn(part)]));
  const made = typeof key === 'string' && Object.hasOwn(METHODS, key) ? METHODS[key] : undefined;
  if (made) return made(standIns.model(device));
  // The parts of a vector.
  if (key === 'get' || key === 'values') return (...args) => disguised(standIns, own.apply(device, [...args]));
  return () => {
    throw unforeseen(device, `${String(key)}() be called`);
  };
}

/** `value` with stand-ins for the devices in it. */
function disguised(standIns: StandIns, value: unknown): unknown {
  if (isDevice(value)) return standIns.standIn(value);
  if (Array.isArray(value)) return value.map((item) => disguised(standIns, item));
  return value;
}

function unforeseen(device: Device, what: string): HutchError {
  const sentence = `${device.path} is only looked at: a plan that lets ${what} directly, and not by a message, cannot be looked ahead.`;
  return new HutchError('unavailable', sentence);
}
