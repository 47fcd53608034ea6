/**
 * Calls `notify` for each of `listeners`, also when one of them throws: a broken display must not stop a motor's bookkeeping.
 * What was thrown is reported as a process warning, which the host logs.
 */
export function notifyAll<L>(listeners: ReadonlySet<L>, notify: (listener: L) => void): void {
  // Listeners leave and join while they are called, hence the copy; most values have one, which needs none.
  const present = listeners.size === 1 ? listeners : [...listeners];
  for (const listener of present) {
    notifyOne(listener, notify);
    if (present === listeners) break;
  }
}

function notifyOne<L>(listener: L, notify: (listener: L) => void): void {
  try {
    notify(listener);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    process.emitWarning(`a listener threw: ${error.stack ?? error.message}`, 'HutchListenerWarning');
  }
}
