interface Child {
  readonly parent?: unknown;
}

/** `device`, its parent, and so on up to the device that has none. */
export function ancestry<T>(device: T): T[] {
  const line: T[] = [];
  for (let next: T | null | undefined = device; next; next = (next as Child).parent as T | null | undefined) {
    line.push(next);
  }
  return line;
}

/** The device that `device` is a part of, at the top; itself if it has no parent. */
export function rootAncestor<T>(device: T): T {
  return ancestry(device).at(-1) ?? device;
}

/** `devices` without repetitions, and without those that are a part of another one of them: whoever reads the whole reads the part. */
export function separateDevices<T>(devices: Iterable<T>): T[] {
  const separate: T[] = [];
  for (const device of devices) {
    if (separate.some((kept) => ancestry(device).includes(kept))) continue;
    const wholes = separate.filter((kept) => !ancestry(kept).includes(device));
    separate.splice(0, separate.length, ...wholes, device);
  }
  return separate;
}
