interface Rewindable {
  readonly rewindable?: { get(): boolean };
}

/** Whether every one of `devices` can be read again after a pause; one that cannot says so with `rewindable.get()`. */
export function allSafeRewind(devices: Iterable<unknown>): boolean {
  for (const device of devices) {
    if ((device as Rewindable).rewindable?.get() === false) return false;
  }
  return true;
}
