import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { jsonWatch, textWatch } from '../watch-report.ts';
import { WatchedHutch } from '../watched-hutch.ts';
import { withRunningHutch } from '../with-running.ts';

/** How a watching ends. */
type WatchEnd = 'interrupted' | 'closed' | 'gone';

/** `hutch watch`: follows the Hutch of the workspace until Ctrl-C, which ends the watching and nothing else, or until that Hutch goes. */
export function watch(context: CliContext, { json = false }: { json?: boolean }): Promise<ExitStatus> {
  const { terminal, interrupts } = context;
  return withRunningHutch<ExitStatus>(context, async ({ api, holder, gone }) => {
    const report = json ? jsonWatch(terminal) : textWatch(terminal);
    using watched = new WatchedHutch(api, report);
    let leave = (): void => undefined;
    const ended = new Promise<WatchEnd>((resolve) => {
      leave = interrupts.onInterrupt(() => resolve('interrupted'));
      terminal.onClosed(() => resolve('closed'));
      gone.addEventListener('abort', () => resolve('gone'), { once: true });
      if (gone.aborted) resolve('gone');
    });
    try {
      // A request that fails because the Hutch goes is no news.
      const followed = watched.follow(holder).then(
        () => ended,
        (thrown: unknown) => (gone.aborted ? ended : Promise.reject(thrown)),
      );
      const end = await Promise.race([ended, followed]);
      terminal.show('');
      return tellEnd(end, () => report.gone(holder), context);
    } finally {
      leave();
    }
  });
}

function tellEnd(end: WatchEnd, gone: () => void, { terminal }: CliContext): ExitStatus {
  switch (end) {
    case 'interrupted':
      terminal.err('The watching has ended; Hutch goes on.');
      return 130;
    case 'closed':
      return 0;
    case 'gone':
      gone();
      return 1;
  }
}
