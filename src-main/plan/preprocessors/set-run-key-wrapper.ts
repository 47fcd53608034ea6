import { HutchError } from '#shared/errors.ts';
import type { MsgGenerator, RunKey } from '../../engine/msg.ts';
import { msgMutator } from './msg-mutator.ts';

/** Makes `plan` belong to the run `key`, so that it can go on beside other open runs. Throws `invalid_params` if `key` is `null`. */
export function setRunKeyWrapper<R>(plan: MsgGenerator<R>, key: NonNullable<RunKey>): MsgGenerator<R> {
  if (key === null)
    throw new HutchError('invalid_params', 'A run key cannot be null: that is the key of the default run');
  return msgMutator(plan, (message) => (message.run === null ? { ...message, run: key } : message));
}
