interface Child {
  readonly parent?: unknown;
}

/** The device that `device` is a part of, at the top; itself if it has no parent. */
export function rootAncestor<T>(device: T): T {
  let root = device;
  for (let next: T | null | undefined = device; next; next = (next as Child).parent as T | null | undefined)
    root = next;
  return root;
}

/** `devices` without repetitions, and without those that are a part of another one of them: whoever reads the whole reads the part. */
export function separateDevices<T>(devices: Iterable<T>): T[] {
  let separate: T[] = [];
  for (const device of devices) {
    if (separate.some((kept) => isWithin(device, kept))) continue;
    // Asked at every point of a scan, where nothing is nested: the list is made anew only if something is.
    if (separate.some((kept) => isWithin(kept, device))) separate = separate.filter((kept) => !isWithin(kept, device));
    separate.push(device);
  }
  return separate;
}

/** Whether `device` is `whole` or a part of it, at any depth. */
function isWithin(device: unknown, whole: unknown): boolean {
  for (let next = device; next; next = (next as Child).parent) {
    if (next === whole) return true;
  }
  return false;
}
