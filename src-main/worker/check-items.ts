import type { QueueItem, TaskRequest } from '#shared/contract/index.ts';
import { type ErrorIssue, HutchError } from '#shared/errors.ts';
import { inSlices } from './in-slices.ts';

/** Wrong places that are told: whoever has more of them has made one mistake many times. */
const MOST_ISSUES = 100;

/**
 * Checks every item with `check`, without keeping the event loop. An instruction to stop is always right.
 * @throws HutchError that of the first wrong item, with the wrong places of all: `items[3].params.num`
 */
export async function checkItems(items: readonly QueueItem[], check: (request: TaskRequest) => unknown): Promise<void> {
  const issues: ErrorIssue[] = [];
  let first: { error: HutchError; index: number } | undefined;
  let wrong = 0;
  await inSlices(items, (item, index) => {
    if (item.kind === 'stop') return;
    try {
      check(item);
    } catch (thrown) {
      const error = HutchError.from(thrown);
      first ??= { error, index };
      wrong += 1;
      issues.push(...issuesOf(error, index));
    }
  });
  if (!first) return;
  const { error, index } = first;
  const more = wrong > 1 ? ` ${wrong - 1} more of the ${items.length} items are wrong.` : '';
  const sentence = items.length === 1 ? error.message : `Item ${index + 1}: ${error.message}${more}`;
  throw new HutchError(error.code, sentence, {
    cause: error.cause,
    issues: issues.slice(0, MOST_ISSUES),
    ...(error.details && { details: error.details }),
  });
}

/** An error that names no place is about the plan. */
function issuesOf({ code, message, issues = [] }: HutchError, index: number): ErrorIssue[] {
  if (issues.length === 0) return [{ path: `items[${index}].name`, code, message }];
  return issues.map((issue) => ({ ...issue, path: `items[${index}].${issue.path}` }));
}
