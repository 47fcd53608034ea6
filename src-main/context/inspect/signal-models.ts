import { HutchError } from '#shared/errors.ts';
import { isDevice, isSignal, type Signal, type SignalR, type ValueOf } from '../../device/index.ts';
import { Movable, satisfies } from '../../engine/protocols.ts';
import type { InspectedWorld } from './inspected-world.ts';
import { knownValue } from './known-value.ts';
import { SignalModel } from './signal-model.ts';

/** What every signal is taken to be in one inspection. */
export class SignalModels {
  readonly #world: InspectedWorld;
  readonly #models = new Map<Signal<unknown>, SignalModel>();

  constructor(world: InspectedWorld) {
    this.#world = world;
  }

  /** The model of a signal, always the same one. */
  of(signal: Signal<unknown>): SignalModel {
    let model = this.#models.get(signal);
    if (!model) {
      model = new SignalModel(this.#world, signal, !isAskedFor(signal));
      this.#models.set(signal, model);
    }
    return model;
  }

  /** For estimates: the value that the plan gave the signal, or the one that is known. */
  readonly valueFrom: ValueOf = <T>(signal: SignalR<T>): T => {
    const model = this.#models.get(signal as Signal<unknown>);
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
