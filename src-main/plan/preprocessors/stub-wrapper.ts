import type { MsgGenerator } from '../../engine/msg.ts';
import { msgMutator } from './msg-mutator.ts';

/** Makes a whole plan a part of another one: without its run, without staging. Returns the metadata that its run would have had. */
export function* stubWrapper(plan: MsgGenerator): MsgGenerator<Record<string, unknown>> {
  const md: Record<string, unknown> = {};
  yield* msgMutator(plan, (message) => {
    switch (message.command) {
      case 'open_run':
        Object.assign(md, message.kwargs);
        return null;
      case 'close_run':
      case 'stage':
      case 'unstage':
        return null;
      default:
        return message;
    }
  });
  return md;
}
