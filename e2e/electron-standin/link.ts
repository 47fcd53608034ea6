import type { FromMain, ToMain } from './link-messages.ts';

type Listener<T extends ToMain['type']> = (message: Extract<ToMain, { type: T }>) => void;

const listeners = new Map<string, Listener<never>>();

process.on('message', (message: ToMain) => {
  listeners.get(message.type)?.(message as never);
});
// The link alone does not keep the main process alive: like Electron's, it lives until the app quits. A timer does.
const alive = setInterval(() => undefined, 60_000);

/** Nobody plays Electron any more: a test that was given up leaves no process behind. */
const abandoned = (): void => process.exit(1);
process.once('disconnect', abandoned);

/** Tells the test something. What cannot be cloned throws, as in Electron. */
export function tell(message: FromMain): void {
  if (process.connected) process.send?.(message);
}

/** Listens to one kind of message from the test. */
export function listen<T extends ToMain['type']>(type: T, listener: Listener<T>): void {
  listeners.set(type, listener as unknown as Listener<never>);
}

/** Lets the main process end. */
export function hangUp(): void {
  clearInterval(alive);
  process.off('disconnect', abandoned);
  if (process.connected) process.disconnect();
}
