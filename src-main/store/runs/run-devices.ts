type Doc = Readonly<Record<string, unknown>>;

/** The name that a device is filed under: a dotted path and a name with dashes mean the same. */
export function deviceKey(name: string): string {
  return name.trim().replaceAll('.', '-');
}

/** Devices that a start document names: what is read, what moves, and what the request named. */
export function devicesOfStart(start: Doc): string[] {
  const { devices } = asRecord(start.provenance);
  return withParents([...names(start.detectors), ...names(start.motors), ...Object.keys(asRecord(devices))]);
}

/** Devices whose readings a stream holds. */
export function devicesOfDescriptor(descriptor: Doc): string[] {
  return withParents(Object.keys(asRecord(descriptor.object_keys)));
}

/** `stage-x` is found as `stage` as well. */
function withParents(devices: string[]): string[] {
  return devices.map(deviceKey).flatMap((key) => {
    const parts = key.split('-');
    return parts.map((_part, last) => parts.slice(0, last + 1).join('-')).filter((name) => name !== '');
  });
}

const names = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const asRecord = (value: unknown): Doc =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Doc) : {};
