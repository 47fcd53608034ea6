import type { Task } from '#shared/contract/tasks.ts';
import { reportProblem } from '../alerts/report-problem.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { copyToForm } from '../stores/drafts-store.ts';

/** Shows the form of a plan with what a task ran with. `task` is asked for where it is not at hand. */
export async function backToForm(client: HutchClient, task: Task | null, taskId: string): Promise<void> {
  try {
    const { name, params, purpose } = task ?? (await client.request('tasks.get', { task_id: taskId }));
    copyToForm(name, params, purpose);
  } catch (thrown) {
    reportProblem('What it ran with could not be read', thrown);
  }
}
