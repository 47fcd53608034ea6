import { useMemo } from 'react';
import { useDevicesStore } from '../stores/devices-store.ts';
import type { RunData } from '../stores/run-data.ts';
import type { RunStream } from '../stores/run-stream.ts';
import { type AxisChoice, applyPicks, chooseAxes } from './axis-choice.ts';
import { useLiveStore } from './live-store.ts';
import { pointField, type RunField, runFields, timeField } from './run-field.ts';

/** Fields of a stream and what is drawn against what. */
export interface RunAxes {
  fields: RunField[];
  choice: AxisChoice;
  /** Names the kind of scan for which choices are remembered. */
  dimensions: string;
  /** Any field by its key, point and time included. */
  field(key: string): RunField | undefined;
}

/** Names of devices by their data keys, so that fields are called as the device panel calls them. */
function useDeviceNames(): ReadonlyMap<string, string> {
  const byName = useDevicesStore((state) => state.byName);
  return useMemo(
    () => new Map([...byName.values()].flatMap(({ name, value }) => (value ? [[value.field, name] as const] : []))),
    [byName],
  );
}

/** The axes of a run: from its hints, unless somebody chose others for scans of this kind. */
export function useRunAxes(run: RunData, stream: RunStream): RunAxes {
  const names = useDeviceNames();
  const picks = useLiveStore((state) => state.picks);
  const { descriptor } = stream;
  return useMemo(() => {
    const fields = runFields(descriptor, names);
    const chosen = chooseAxes(run.start, descriptor, fields);
    const dimensions = chosen.dimensions.join(' ');
    const all = [...fields, pointField, timeField];
    return {
      fields,
      dimensions,
      choice: applyPicks(chosen, picks[dimensions] ?? {}, fields),
      field: (key) => all.find((field) => field.key === key),
    };
  }, [run, descriptor, names, picks]);
}
