import { HutchError } from '#shared/errors.ts';
import type { Device, Signal, SignalR, ValueOf } from '../../device/index.ts';
import { isDevice, isSignal } from '../../device/index.ts';
import { Movable, satisfies } from '../../engine/protocols.ts';
import type { AboutDevice } from '../../plan/inspect/inspected-device.ts';
import { VirtualClock } from '../../plan/inspect/virtual-clock.ts';
import { knownValue } from './known-value.ts';
import { SignalModel } from './signal-model.ts';
import { standInFor } from './stand-in.ts';
import { StandInModel } from './stand-in-model.ts';

/**
 * The world of one inspection: a stand-in for each device that the plan gets hold of, by which all of them move nothing, and a clock of its own.
 * Two inspections never meet.
 */
export class LookAhead {
  readonly clock = new VirtualClock();
  /** Seconds since the epoch: the time stamp of every reading. */
  readonly startedAt = Date.now() / 1000;
  /** Exposures so far. */
  triggers = 0;
  /** Whether the plan has looked at a value that is measured: then what it does depends on it. */
  dataUsed = false;
  /** Devices that could not tell how long something takes. */
  readonly untimed = new Set<Device>();
  readonly #models = new Map<Device, StandInModel>();
  readonly #signals = new Map<Signal<unknown>, SignalModel>();
  readonly #standIns = new Map<Device, object>();
  readonly #byStandIn = new Map<object, StandInModel>();

  /** The stand-in of a device, always the same one. */
  standIn(device: Device): object {
    const known = this.#standIns.get(device);
    if (known) return known;
    const made = standInFor(this, device);
    this.#standIns.set(device, made);
    this.#byStandIn.set(made, this.model(device));
    return made;
  }

  /** What the stand-in of a device is and does. */
  model(device: Device): StandInModel {
    let model = this.#models.get(device);
    if (!model) {
      model = new StandInModel(this, device);
      this.#models.set(device, model);
    }
    return model;
  }

  signal(signal: Signal<unknown>): SignalModel {
    let model = this.#signals.get(signal);
    if (!model) {
      model = new SignalModel(this, signal, !isAskedFor(signal));
      this.#signals.set(signal, model);
    }
    return model;
  }

  /** What is behind the `obj` of a message. */
  readonly about: AboutDevice = (obj) =>
    typeof obj === 'object' && obj !== null ? this.#byStandIn.get(obj) : undefined;

  /** The device behind a stand-in; `undefined` for what is none. */
  deviceBehind(obj: object): Device | undefined {
    return this.#byStandIn.get(obj)?.device;
  }

  /** For estimates: the value that the plan gave the signal, or the one that is known. */
  readonly valueFrom: ValueOf = <T>(signal: SignalR<T>): T => {
    const model = this.#signals.get(signal as Signal<unknown>);
    const value = model ? model.value : knownValue(signal as Signal<unknown>);
    if (value === undefined) throw new HutchError('not_connected', `Nobody knows the value of ${signal.path} yet.`);
    return value as T;
  };
}

/** Whether the value of a signal follows from what is asked: of itself, or of the device that it is a part of. */
function isAskedFor(signal: Signal<unknown>): boolean {
  if (satisfies(signal, Movable)) return true;
  return isDevice(signal.parent) && !isSignal(signal.parent) && satisfies(signal.parent, Movable);
}
