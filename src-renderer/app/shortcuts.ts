import { useEffect, useEffectEvent } from 'react';

/**
 * Every key of the console. All take a modifier or are function keys: letters alone would catch what somebody types or dictates
 * (WCAG 2.1.4).
 */
export const SHORTCUTS = {
  search: { keys: 'Ctrl K', does: 'Search plans', match: { key: 'k', ctrl: true } },
  run: { keys: 'Ctrl Enter', does: 'Run the plan, or add it to the queue', match: { key: 'Enter', ctrl: true } },
  pause: { keys: 'Ctrl P', does: 'Pause now, or resume', match: { key: 'p', ctrl: true } },
  stop: { keys: 'Ctrl .', does: 'Stop: end the plan, keep its data as a success', match: { key: '.', ctrl: true } },
  abort: {
    keys: 'Ctrl Shift X',
    does: 'Abort: twice, the second press confirms',
    match: { key: 'x', ctrl: true, shift: true },
  },
  help: { keys: 'F1', does: 'Show these keys', match: { key: 'F1' } },
} as const satisfies Record<string, Shortcut>;

interface Shortcut {
  keys: string;
  does: string;
  match: { key: string; ctrl?: boolean; shift?: boolean };
}

export type ShortcutName = keyof typeof SHORTCUTS;

/** Performs `act` when the keys of a shortcut are pressed anywhere in the window. */
export function useShortcut(name: ShortcutName, act: () => void): void {
  const onPress = useEffectEvent(act);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.repeat || !isPressed(SHORTCUTS[name], event)) return;
      event.preventDefault();
      onPress();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [name]);
}

function isPressed({ match }: Shortcut, event: KeyboardEvent): boolean {
  // Command stands for Ctrl on a Mac.
  const ctrl = event.ctrlKey || event.metaKey;
  return (
    event.key.toLowerCase() === match.key.toLowerCase() &&
    ctrl === (match.ctrl ?? false) &&
    event.shiftKey === (match.shift ?? false) &&
    !event.altKey
  );
}
