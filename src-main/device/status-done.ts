import type { Status } from '../engine/status.ts';

/** Settles with `status`: rejects with its exception. */
export function statusDone(status: Status): Promise<void> {
  return new Promise((resolve, reject) => {
    status.addCallback(() => {
      const error = status.exception();
      if (error) reject(error);
      else resolve();
    });
  });
}
