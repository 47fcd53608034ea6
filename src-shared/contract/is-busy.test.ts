import { expect, it } from 'vitest';
import { isBusy } from './is-busy.ts';
import { WorkerState } from './worker.ts';

it('a plan has the engine from its start to its end, pauses included', () => {
  const free = WorkerState.options.filter((state) => !isBusy(state));
  expect(free).toEqual(['IDLE', 'PANICKED', 'UNKNOWN']);
});
