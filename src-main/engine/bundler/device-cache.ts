import type { DataKey } from '#shared/documents/index.ts';
import { isPromise } from '../is-promise.ts';
import { Collectable, Configurable, type HasName, Readable, satisfies } from '../protocols.ts';
import type { Readings } from '../reading.ts';
import { requireProtocol } from '../require-protocol.ts';

/** Configuration of a device, in the form of descriptors. */
export interface DeviceConfiguration {
  readonly data: Record<string, unknown>;
  readonly timestamps: Record<string, number>;
  readonly data_keys: Record<string, DataKey>;
}

type DescribeCollect = Record<string, DataKey> | Record<string, Record<string, DataKey>>;

/** What the devices of a run said about themselves. Asked once a run, and configuration again after `configure`. */
export class DeviceCache {
  readonly #descriptions = new Map<HasName, Record<string, DataKey>>();
  readonly #collections = new Map<HasName, DescribeCollect>();
  readonly #configurations = new Map<HasName, DeviceConfiguration>();

  /** The data keys of a device that was {@link ensure}d. */
  description(device: HasName): Record<string, DataKey> {
    return this.#descriptions.get(device) ?? {};
  }

  collection(device: HasName): DescribeCollect {
    return this.#collections.get(device) ?? {};
  }

  configuration(device: HasName): DeviceConfiguration {
    return this.#configurations.get(device) ?? { data: {}, timestamps: {}, data_keys: {} };
  }

  /** Makes sure that description and configuration are known. Returns a promise only when a device needs time to answer. */
  ensure(device: HasName, collect = false): Promise<void> | undefined {
    const known = collect ? this.#collections.has(device) : this.#descriptions.has(device);
    if (known && this.#configurations.has(device)) return undefined;
    const answers = [known ? undefined : this.#describe(device, collect), this.#ensureConfiguration(device)];
    const pending = answers.filter((answer) => answer !== undefined);
    return pending.length === 0 ? undefined : Promise.all(pending).then(() => undefined);
  }

  /** Reads the configuration again: it was changed. */
  refreshConfiguration(device: HasName): Promise<void> | undefined {
    this.#configurations.delete(device);
    return this.#ensureConfiguration(device);
  }

  #describe(device: HasName, collect: boolean): Promise<void> | undefined {
    if (collect) {
      const answer = requireProtocol(device, Collectable).describeCollect();
      if (isPromise(answer)) return answer.then((keys) => void this.#collections.set(device, keys as DescribeCollect));
      this.#collections.set(device, answer);
      return undefined;
    }
    const answer = requireProtocol(device, Readable).describe();
    if (isPromise(answer))
      return answer.then((keys) => void this.#descriptions.set(device, keys as Record<string, DataKey>));
    this.#descriptions.set(device, answer);
    return undefined;
  }

  #ensureConfiguration(device: HasName): Promise<void> | undefined {
    if (this.#configurations.has(device)) return undefined;
    if (!satisfies(device, Configurable)) {
      this.#configurations.set(device, { data: {}, timestamps: {}, data_keys: {} });
      return undefined;
    }
    const keys = device.describeConfiguration();
    const readings = device.readConfiguration();
    if (!isPromise(keys) && !isPromise(readings)) {
      this.#configurations.set(device, toConfiguration(keys, readings));
      return undefined;
    }
    return Promise.all([keys, readings]).then(([k, r]) => void this.#configurations.set(device, toConfiguration(k, r)));
  }
}

function toConfiguration(data_keys: Record<string, DataKey>, readings: Readings): DeviceConfiguration {
  const data: Record<string, unknown> = {};
  const timestamps: Record<string, number> = {};
  for (const [key, reading] of Object.entries(readings)) {
    data[key] = reading.value;
    timestamps[key] = reading.timestamp;
  }
  return { data, timestamps, data_keys };
}
