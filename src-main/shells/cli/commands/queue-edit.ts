import type { z } from 'zod';
import type { QueueEdit } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { JsonObject } from '#shared/json.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { findTask } from '../find-task.ts';
import { type DescriptionOptions, itemDescription } from '../item-description.ts';
import { type QueueOptions, writeQueue } from '../queue-writing.ts';
import { readJson } from '../read-json.ts';
import { taskName } from '../task-text.ts';

export interface EditOptions extends QueueOptions, DescriptionOptions {
  replace?: boolean;
}

type Edit = z.input<typeof QueueEdit>['request'];

/**
 * `hutch queue edit ID [JSON]`: changes a waiting item where it stands. The parameters and columns that are named are changed, the others stay;
 * with `--replace` the JSON is all of the parameters.
 */
export async function queueEdit(
  context: CliContext,
  { id, json }: { id: string; json?: string | undefined },
  options: EditOptions,
): Promise<ExitStatus> {
  const described = itemDescription(options);
  const read = json === undefined ? undefined : await readJson(json, context.terminal);
  if (read !== undefined && !isObject(read))
    throw new HutchError('usage', `Parameters are an object like {"num": 11}, not ${JSON.stringify(read)}.`);
  if (read === undefined && Object.keys(described).length === 0)
    throw new HutchError('usage', 'What is to be changed? Parameters as JSON, --purpose, --set or --session.');
  return writeQueue(context, options, async ({ api, list, revision }) => {
    const task = findTask(list, id);
    const params = read && (options.replace ? read : { ...task.params, ...read });
    const columns = described.columns && { ...task.columns, ...described.columns };
    const request: Edit = { ...described, ...(params && { params }), ...(columns && { columns }) };
    const edited = await api.request('queue.edit', { task_id: task.task_id, request, revision });
    const now = edited.tasks.find(({ task_id }) => task_id === task.task_id) ?? task;
    return { said: [`changed ${taskName(now)}`], list: edited, tasks: [now] };
  });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
