import type { Device } from '../../device/index.ts';
import type { AboutDevice } from '../../plan/inspect/inspected-device.ts';
import { InspectedWorld } from './inspected-world.ts';
import { SignalModels } from './signal-models.ts';
import { type StandIns, standInFor } from './stand-in.ts';
import { StandInModel } from './stand-in-model.ts';

/** One inspection: a stand-in for each device that the plan gets hold of, and the world in which they move. Two inspections never meet. */
export class LookAhead implements StandIns {
  readonly world = new InspectedWorld();
  readonly #signals = new SignalModels(this.world);
  readonly #models = new Map<Device, StandInModel>();
  readonly #standIns = new Map<Device, object>();
  readonly #byStandIn = new Map<object, StandInModel>();

  standIn(device: Device): object {
    const known = this.#standIns.get(device);
    if (known) return known;
    const made = standInFor(this, device);
    this.#standIns.set(device, made);
    this.#byStandIn.set(made, this.model(device));
    return made;
  }

  model(device: Device): StandInModel {
    let model = this.#models.get(device);
    if (!model) {
      model = new StandInModel(this.world, this.#signals, device);
      this.#models.set(device, model);
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
}
