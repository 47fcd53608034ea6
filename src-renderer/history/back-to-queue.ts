import { reportProblem } from '../alerts/report-problem.ts';
import type { QueueWriter } from '../queue/queue-writer.ts';

/** Puts a new item that asks for the same at the back of the queue. */
export async function backToQueue(queue: QueueWriter, name: string, taskId: string): Promise<void> {
  try {
    await queue.write('queue.requeue', { task_ids: [taskId], at: 'back' });
  } catch (thrown) {
    reportProblem(`${name} was not put into the queue`, thrown);
  }
}
