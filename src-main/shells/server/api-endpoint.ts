import type { IncomingMessage } from 'node:http';
import type { RequestName } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import { hostOrigin } from '../../host/api/origin.ts';
import { publicError } from '../../host/api/public-error.ts';
import { httpStatus } from './http-status.ts';
import { readJsonBody } from './read-json-body.ts';
import { isSameOrigin } from './request-guard.ts';

/** Where programs ask: `POST /api/request/tasks.submit`. */
export const API_PREFIX = '/api/request/';

/** A JSON answer, not yet sent. */
export interface JsonAnswer {
  status: number;
  body: unknown;
}

/** The answer to a request that went wrong: `{"error": {code, message, issues?}}` with the status of its code. */
export function errorAnswer(thrown: unknown, status?: number): JsonAnswer {
  const error = publicError(thrown);
  return { status: status ?? httpStatus(error.code), body: { error } };
}

/**
 * One request of the contract over plain HTTP, for programs: the method in the path, its input as the JSON body, its output as the answer.
 * A page of another site cannot ask: it would need a preflight for `application/json`, which nobody answers, and its origin is refused.
 */
export async function answerApiRequest(api: HostApi, method: string, request: IncomingMessage): Promise<JsonAnswer> {
  if (request.method !== 'POST') return errorAnswer(new HutchError('usage', 'Requests are sent with POST.'), 405);
  if (!isSameOrigin(request.headers))
    return errorAnswer(new HutchError('not_allowed', 'A page of another site may not speak to Hutch.'));
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return errorAnswer(new HutchError('usage', 'The body must be sent as application/json.'), 415);
  }
  try {
    const input = await readJsonBody(request);
    // The api checks method and input itself: here they are whatever the program sent.
    return { status: 200, body: await api.request(method as RequestName, input as never, hostOrigin('http')) };
  } catch (thrown) {
    return errorAnswer(thrown);
  }
}
