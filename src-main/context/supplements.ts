import { HutchError } from '#shared/errors.ts';
import type { MsgGenerator } from '../engine/msg.ts';
import { Collectable, Flyable, type Protocol, Readable, Subscribable, satisfies } from '../engine/protocols.ts';
import { needsDeclaration } from '../plan/plans/fly-declared.ts';
import { flyDeclaredDuringWrapper } from '../plan/preprocessors/fly-declared-during-wrapper.ts';
import { SupplementalData } from '../plan/preprocessors/supplemental-data.ts';
import type { DeviceRegistry } from './device-registry.ts';

/** What a facility wants to have beside every run, by dotted names. */
export interface SupplementalNames {
  /** Read at the beginning and at the end of each run, into the stream `baseline`. */
  readonly baseline?: readonly string[];
  /** Monitored during each run, each into a stream of its own. */
  readonly monitors?: readonly string[];
  /** Fly during each run. */
  readonly flyers?: readonly string[];
}

/**
 * The supplemental data of every run, as configured. The names are looked up whenever a request is checked, so that a device that could not
 * be built may be retried, and a wrong name is refused before anything moves instead of missing in the data.
 */
export class Supplements {
  readonly #names: Required<SupplementalNames>;
  readonly #devices: DeviceRegistry;
  readonly #data = new SupplementalData();
  /** Flyers of the new style, of which `SupplementalData` knows nothing. */
  #declared: readonly (Flyable & Collectable)[] = [];

  constructor(devices: DeviceRegistry, { baseline = [], monitors = [], flyers = [] }: SupplementalNames = {}) {
    this.#devices = devices;
    this.#names = { baseline, monitors, flyers };
  }

  /** Paths of the devices that are only read: connected for a plan, free to be moved by others. */
  get read(): readonly string[] {
    return [...this.#names.baseline, ...this.#names.monitors];
  }

  /** Paths of the devices that fly: a plan has them for itself. */
  get flown(): readonly string[] {
    return this.#names.flyers;
  }

  /**
   * Looks up every device, for the plans that begin from now on.
   * @throws HutchError `unknown_device`, `wrong_protocol`, or that with which a device could not be built; the sentence names the list
   */
  resolve(): void {
    const { baseline, monitors, flyers } = this.#names;
    const found = {
      baseline: baseline.map((path) => this.#get(path, 'baseline', Readable)),
      monitors: monitors.map((path) => this.#get(path, 'monitors', Subscribable)),
      flyers: flyers.map((path) => this.#get(path, 'flyers', FlyableCollectable)),
    };
    this.#data.baseline.splice(0, Infinity, ...found.baseline);
    this.#data.monitors.splice(0, Infinity, ...found.monitors);
    this.#data.flyers.splice(0, Infinity, ...found.flyers.filter((flyer) => !needsDeclaration(flyer)));
    this.#declared = found.flyers.filter(needsDeclaration);
  }

  /** `plan` with the supplemental data in each of its runs: a preprocessor for the engine. Where there is none, the plan itself: a layer costs time at every message. */
  apply<R>(plan: MsgGenerator<R>): MsgGenerator<R> {
    if (this.read.length === 0 && this.flown.length === 0) return plan;
    return this.#data.apply(flyDeclaredDuringWrapper(plan, this.#declared));
  }

  #get<T>(path: string, list: string, protocol: Protocol<T>): T {
    const device = this.#found(path, list);
    if (satisfies(device, protocol)) return device;
    const sentence = `The ${list} of every run cannot hold ${path}: it is not ${protocol.name}.`;
    throw new HutchError('wrong_protocol', sentence, { details: { device: path, list } });
  }

  #found(path: string, list: string): object {
    try {
      return this.#devices.get(path);
    } catch (thrown) {
      const { code, message } = HutchError.from(thrown);
      const sentence = `The ${list} of every run cannot hold ${path}: ${message}`;
      throw new HutchError(code, sentence, { cause: thrown, details: { device: path, list } });
    }
  }
}

/** What flies beside a run must also give what it has gathered. */
const FlyableCollectable: Protocol<Flyable & Collectable> = {
  name: 'Flyable and Collectable',
  members: [...Flyable.members, ...Collectable.members],
};
