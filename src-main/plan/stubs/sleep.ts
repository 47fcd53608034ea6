import { type MsgGenerator, msg } from '../../engine/msg.ts';

/** Does nothing for `seconds`. A pause, a stop or an abort ends it at once. */
export function* sleep(seconds: number): MsgGenerator<void> {
  yield msg('sleep', null, [seconds], {});
}
