/**
 * Calls `notify` for each of `listeners`, also when one of them throws: a broken display must not stop a motor's bookkeeping.
 * What was thrown is reported as a process warning, which the host logs.
 */
export function notifyAll<L>(listeners: ReadonlySet<L>, notify: (listener: L) => void): void {
  // A copy: listeners leave and join while they are called.
  for (const listener of [...listeners]) {
    try {
      notify(listener);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      process.emitWarning(`a listener threw: ${error.stack ?? error.message}`, 'HutchListenerWarning');
    }
  }
}
