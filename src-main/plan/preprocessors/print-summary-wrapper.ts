import type { MsgGenerator } from '../../engine/msg.ts';
import type { HasName } from '../../engine/protocols.ts';
import { msgMutator } from './msg-mutator.ts';

/** Tells `print`, line by line, what `plan` does while it does it: runs, motions, what is read into each event. */
export function printSummaryWrapper<R>(plan: MsgGenerator<R>, print: (line: string) => void): MsgGenerator<R> {
  let read: string[] = [];
  return msgMutator(plan, (message) => {
    switch (message.command) {
      case 'open_run':
        print(banner('Open Run'));
        break;
      case 'close_run':
        print(banner('Close Run'));
        break;
      case 'set':
        print(`${message.obj.name} -> ${String(message.args[0])}`);
        break;
      case 'create':
        read = [];
        break;
      case 'read':
        read.push((message.obj as HasName).name);
        break;
      case 'save':
        print(`  Read ${read.join(', ')}`);
        break;
      default:
    }
    return message;
  });
}

/** `title` in the middle of a line of 80 characters. */
function banner(title: string): string {
  const left = Math.floor((78 - title.length) / 2);
  return `${'='.repeat(left)} ${title} ${'='.repeat(78 - title.length - left)}`;
}
