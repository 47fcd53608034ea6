import { Device, type DeviceOptions } from './device.ts';

/** Parts that are told apart by number rather than by name: `slits.blades.1`. After ophyd-async's `DeviceVector`. */
export class DeviceVector<T extends Device> extends Device {
  readonly #members: ReadonlyMap<number, T>;

  /** `members` by their number. Throws `invalid_config` through `setName` when a member has another parent. */
  constructor(members: Readonly<Record<number, T>>, options?: DeviceOptions) {
    super(options);
    this.#members = new Map(Object.entries(members).map(([key, member]) => [Number(key), member]));
  }

  /** How many members there are. */
  get size(): number {
    return this.#members.size;
  }

  /** The member with this number, if there is one. */
  get(key: number): T | undefined {
    return this.#members.get(key);
  }

  /** The members, in the order of their numbers. */
  values(): T[] {
    return [...this.#members.values()];
  }

  override children(): Map<string, Device> {
    return new Map([...this.#members].map(([key, member]) => [String(key), member]));
  }
}
