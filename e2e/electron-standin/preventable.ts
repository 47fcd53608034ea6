import type { EventEmitter } from 'node:events';

/** Emits an event whose listeners may prevent what follows; `true` when none did. */
export function emitPreventable(emitter: EventEmitter, name: string, details: object = {}): boolean {
  let prevented = false;
  emitter.emit(name, {
    ...details,
    preventDefault: () => {
      prevented = true;
    },
  });
  return !prevented;
}
