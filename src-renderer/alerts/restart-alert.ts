import { formatClock } from '../components/format-time.ts';
import { raiseAlert } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';

/** Says so when the Hutch behind this console is not the one that was there before; returns how to end that. */
export function startRestartAlert(): () => void {
  return useHostStore.subscribe(({ info }, before) => {
    if (!info || !before.info || info.started_at === before.info.started_at) return;
    raiseAlert({
      id: 'restart',
      kind: 'info',
      word: 'note',
      title: `Hutch was started anew at ${formatClock(info.started_at)}.`,
      text: 'What you see now is what it says since then; what you typed is kept.',
      time: info.started_at,
      actions: [],
      isDismissible: true,
    });
  });
}
