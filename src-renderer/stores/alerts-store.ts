import { create } from 'zustand';

/** One of the things that one would do next about an alert. */
export interface AlertAction {
  label: string;
  perform(): void;
  /** It asks the host for something: while nothing can be asked it says so instead. */
  asksHost?: boolean;
}

/** What asks for a decision or reports a fault. It stays until somebody has read it. */
export interface Alert {
  /** Who raises the same alert again replaces it. */
  id: string;
  /** `fault`: something failed. `wait`: waits for a person, or will become a fault. `info`: worth knowing. */
  kind: 'fault' | 'wait' | 'info';
  /** How grave it is, in a word, where the title does not say. */
  word?: string;
  /** What happened and where, one sentence. */
  title: string;
  /** What was done about it, and what it means. */
  text?: string | undefined;
  /** Address, code: for whoever repairs it. */
  detail?: string | undefined;
  /** Seconds since the epoch. */
  time: number;
  actions: readonly AlertAction[];
  /** False for what ends by itself: a pause ends by resuming. */
  isDismissible: boolean;
  /** Puts it away where it is kept; it leaves when that has been done. Without this it just leaves. */
  onDismiss?: (() => void) | undefined;
}

interface AlertsState {
  /** As they were raised; `inAlertOrder` tells how they are shown. */
  alerts: readonly Alert[];
}

/** Alerts that nobody has read yet. */
export const useAlertsStore = create<AlertsState>(() => ({ alerts: [] }));

/** Shows an alert, in place of one with the same id. */
export function raiseAlert(alert: Alert): void {
  useAlertsStore.setState(({ alerts }) => ({ alerts: [...alerts.filter(({ id }) => id !== alert.id), alert] }));
}

/** Takes an alert away; nothing happens when there is none with this id. */
export function dismissAlert(id: string): void {
  const { alerts } = useAlertsStore.getState();
  if (alerts.some((alert) => alert.id === id)) useAlertsStore.setState({ alerts: alerts.filter((a) => a.id !== id) });
}
