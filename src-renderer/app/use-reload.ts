import { isBusy } from '#shared/contract/is-busy.ts';
import { reportProblem } from '../alerts/report-problem.ts';
import { useClient } from '../client/use-client.ts';
import { findTask, useTasksStore } from '../stores/tasks-store.ts';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { useReloadStore } from './reload-store.ts';

/** Modules are compiled and repositories asked for their commits: that may take a while. */
const LIMIT_MS = 60_000;
const DONE_SHOWN_MS = 4_000;

/** Loads plans and devices anew, and why that cannot be done now. What was typed into forms stays: it is kept by the name of the plan. */
export function useReload(): { reload(): void; reason: string | undefined } {
  const client = useClient();
  const readOnly = useReadOnlyReason();
  const isRunning = useReloadStore(({ state }) => state === 'running');
  const { state, taskId } = useWorkerStore();
  const plan = useTasksStore(({ tasks }) => findTask(tasks, taskId)?.name) ?? 'A plan';
  const busy = isBusy(state) ? `${plan} runs; plans and devices can be reloaded when it has ended` : undefined;
  const loading = isRunning ? 'Plans and devices are being loaded' : undefined;
  const reload = (): void => {
    useReloadStore.setState({ state: 'running' });
    client.request('env.reload', {}, { timeoutMs: LIMIT_MS }).then(
      () => {
        useReloadStore.setState({ state: 'done' });
        setTimeout(
          () => useReloadStore.setState(({ state }) => ({ state: state === 'done' ? 'none' : state })),
          DONE_SHOWN_MS,
        );
      },
      (error: unknown) => {
        useReloadStore.setState({ state: 'none' });
        reportProblem('Plans and devices were not reloaded', error);
      },
    );
  };
  return { reload, reason: readOnly ?? loading ?? busy };
}
