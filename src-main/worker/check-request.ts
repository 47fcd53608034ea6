import type { QueueColumn, TaskRequest } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { PlanContext, ValidRequest } from '../context/plan-context.ts';
import { columnIssues } from './check-columns.ts';

/**
 * Checks a request against the model of its plan and the columns of the beamline.
 * @throws HutchError as `PlanContext.validate`; `invalid_params` with the path of every wrong column, `columns.sample`
 */
export function checkRequest(
  context: PlanContext,
  request: TaskRequest,
  defined: readonly QueueColumn[] = [],
): ValidRequest {
  const wrong = columnIssues(request.columns ?? {}, defined);
  const [first] = wrong;
  if (!first) return context.validate(request);
  try {
    context.validate(request);
  } catch (thrown) {
    const error = HutchError.from(thrown);
    throw new HutchError(error.code, error.message, {
      cause: error.cause,
      issues: [...(error.issues ?? []), ...wrong],
      ...(error.details && { details: error.details }),
    });
  }
  const more = wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : '';
  throw new HutchError('invalid_params', `${request.name} cannot run: ${first.message} (${first.path})${more}`, {
    issues: wrong,
  });
}
