import type { DataKey, DeviceHints, EventDescriptor } from '#shared/documents/index.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { HasHints, type HasName, satisfies } from '../protocols.ts';
import type { DeviceCache, DeviceConfiguration } from './device-cache.ts';
import type { ObjectDataKeys } from './event-stream.ts';
import { newUid } from './new-uid.ts';

/**
 * Makes the descriptor of a stream: data keys with the object that each belongs to, configuration, hints, object_keys.
 * `ownKeys` are fields that no device brings.
 */
export function composeDescriptor(
  runStart: string,
  name: string,
  objects: ObjectDataKeys,
  cache: DeviceCache,
  ownKeys: Record<string, DataKey> = {},
): EventDescriptor {
  const configuration: Record<string, DeviceConfiguration> = {};
  const data_keys: Record<string, DataKey> = { ...ownKeys };
  const object_keys: Record<string, string[]> = {};
  const hints: Record<string, DeviceHints> = {};
  for (const [object, keys] of objects) {
    object_keys[object.name] = Object.keys(keys);
    for (const [key, dataKey] of Object.entries(keys)) data_keys[key] = { ...dataKey, object_name: object.name };
    configuration[object.name] = cache.configuration(object);
    const hinted = hintsOf(object);
    if (hinted !== undefined) hints[object.name] = hinted;
  }
  return {
    configuration,
    data_keys,
    name,
    object_keys,
    run_start: runStart,
    time: epochSeconds(),
    uid: newUid(),
    object_classes: {},
    hints,
  };
}

function hintsOf(object: HasName): DeviceHints | undefined {
  return satisfies(object, HasHints) ? object.hints : undefined;
}
