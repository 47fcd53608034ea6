import { useContext } from 'react';
import { useDevicesStore } from '../../stores/devices-store.ts';
import { useFollowed } from '../../stores/use-readback.ts';
import type { FormSchema } from './form-schema.ts';
import { type ParamPath, valueAt } from './issue-path.ts';
import { PlanFormContext } from './plan-form-context.ts';

/**
 * The device whose units a field takes: `x-units-from` names a field of the object that contains it, or of one further out.
 * `undefined` when it names none, or nothing has been chosen there.
 */
export function unitsDevice(schema: FormSchema, path: ParamPath, params: unknown): string | undefined {
  const key = schema['x-units-from'];
  if (key === undefined) return undefined;
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const device = valueAt(params, [...path.slice(0, depth), key]);
    if (typeof device === 'string') return device;
  }
  return undefined;
}

/** The unit to show inside a field: its own, or that of the device that it follows. */
export function useUnits(schema: FormSchema, path: ParamPath): string | undefined {
  const { params } = useContext(PlanFormContext);
  const device = unitsDevice(schema, path, params);
  // Units are known once the device is connected.
  useFollowed(schema.units === undefined ? (device ?? null) : null);
  const followed = useDevicesStore(({ byName }) =>
    device === undefined ? undefined : byName.get(device)?.value?.units,
  );
  return schema.units ?? followed;
}
