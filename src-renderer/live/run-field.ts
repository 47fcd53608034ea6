import type { DataKey } from '#shared/documents/common.ts';
import type { EventDescriptor } from '#shared/documents/event-descriptor.ts';

/** Columns that every event has beside its data. Data keys never look like this: they are names of devices. */
export const POINT_FIELD = 'seq_num';
export const TIME_FIELD = 'time';

/** One column of a run as plots and tables need it. */
export interface RunField {
  /** Data key, {@link POINT_FIELD} or {@link TIME_FIELD}. */
  key: string;
  /** What people read: the dotted name `stage.x`. */
  label: string;
  /** Empty where the quantity has none. */
  units: string;
  /** Digits after the decimal point; `undefined` where the device does not say. */
  precision: number | undefined;
  /** Whole, part of a line, picture, or text. */
  kind: 'number' | 'image' | 'list' | 'text';
  /** Named by the hints of its device. */
  isHinted: boolean;
}

/** The number of a point within its stream, counted from 1. */
export const pointField: RunField = {
  key: POINT_FIELD,
  label: 'point',
  units: '',
  precision: 0,
  kind: 'number',
  isHinted: false,
};

/** The time of an event, in seconds since the run began. */
export const timeField: RunField = {
  key: TIME_FIELD,
  label: 'time',
  units: 's',
  precision: 2,
  kind: 'number',
  isHinted: false,
};

function kindOf(dataKey: DataKey): RunField['kind'] {
  if (dataKey.dtype === 'number' || dataKey.dtype === 'integer') return 'number';
  if (dataKey.dtype !== 'array') return 'text';
  const dimensions = dataKey.shape.filter((length) => length !== 1).length;
  return dimensions === 2 ? 'image' : 'list';
}

/** The fields that the hints of the descriptor's devices name, in their order. */
export function hintedKeys(descriptor: EventDescriptor): string[] {
  return Object.values(descriptor.hints ?? {}).flatMap((hint) => hint.fields ?? []);
}

/**
 * A data key as people say it. Names are joined by '-' in documents and by '.' in the console; where the device is known its own name is used,
 * so a device whose name holds a '-' keeps it.
 */
export function fieldLabel(key: string, deviceNames?: ReadonlyMap<string, string>): string {
  return deviceNames?.get(key) ?? key.replaceAll('-', '.');
}

/** All fields of a stream, hinted ones first, each group in the order of the descriptor. `deviceNames` maps data keys to dotted names. */
export function runFields(descriptor: EventDescriptor, deviceNames?: ReadonlyMap<string, string>): RunField[] {
  const hinted = new Set(hintedKeys(descriptor));
  const fields = Object.entries(descriptor.data_keys).map(
    ([key, dataKey]): RunField => ({
      key,
      label: fieldLabel(key, deviceNames),
      units: dataKey.units ?? '',
      precision: dataKey.dtype === 'integer' ? 0 : (dataKey.precision ?? undefined),
      kind: kindOf(dataKey),
      isHinted: hinted.has(key),
    }),
  );
  return [...fields.filter((field) => field.isHinted), ...fields.filter((field) => !field.isHinted)];
}
