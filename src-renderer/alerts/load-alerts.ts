import { raiseAlert } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';

/** Raises an alert for every module of plans or devices that could not be loaded, once an environment; returns how to end that. */
export function startLoadAlerts(): () => void {
  let shownEnvironment: string | undefined;
  return useHostStore.subscribe(({ info }) => {
    if (!info || info.environment_id === shownEnvironment) return;
    shownEnvironment = info.environment_id;
    info.load_errors.forEach(({ code, message }, index) => {
      raiseAlert({
        id: `load:${info.environment_id}:${index}`,
        kind: 'fault',
        title: message,
        text: 'What it defines is missing; everything else works.',
        detail: code,
        time: info.started_at,
        actions: [],
        isDismissible: true,
      });
    });
  });
}
