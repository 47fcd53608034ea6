import type { Task } from '#shared/contract/index.ts';

/** Open tasks: those that run first, then the waiting ones as `order` names them; one that it does not name comes last. */
export function inOrder(tasks: readonly Task[], order: unknown): Task[] {
  const places = new Map(Array.isArray(order) ? order.map((id, place) => [String(id), place]) : []);
  const placeOf = (task: Task) => (task.state === 'waiting' ? (places.get(task.task_id) ?? places.size) : -1);
  return tasks.toSorted((a, b) => placeOf(a) - placeOf(b));
}
