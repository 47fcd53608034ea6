import type { IncomingMessage } from 'node:http';
import { HutchError } from '#shared/errors.ts';

/** Most that a request may carry: a plan with ten thousand points is a hundredth of it. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

/**
 * Reads a request's body as JSON; an empty body is `{}`.
 * @throws HutchError `bad_request` when it is larger than {@link MAX_BODY_BYTES} or no JSON
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new HutchError('bad_request', `The body is larger than ${MAX_BODY_BYTES} bytes.`);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8').trim();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HutchError(
      'bad_request',
      `The body is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
      { cause },
    );
  }
}
