import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import type { RequestInput, RequestName, RequestOutput } from '#shared/contract/index.ts';
import { HutchError, PlainError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';

/** What answers single requests: a host of one's own, or one that runs elsewhere. */
export type RequestApi = Pick<HostApi, 'request'>;

/** A Hutch that runs in another process, spoken to over its HTTP interface. Requests may take as long as a motor moves: there is no limit. */
export class RemoteHost implements RequestApi {
  readonly #url: URL;

  /** @param url where its console is: `http://127.0.0.1:8520`. @throws HutchError `usage` for anything else */
  constructor(url: string) {
    if (!URL.canParse(url) || new URL(url).protocol !== 'http:') {
      throw new HutchError('usage', `"${url}" is no address of a Hutch: it looks like http://127.0.0.1:8520.`);
    }
    this.#url = new URL(url);
  }

  /** As `HostApi.request`; rejects with `unavailable`, too, where no Hutch answers. */
  async request<N extends RequestName>(method: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    const { status, body } = await this.#post(`/api/request/${method}`, JSON.stringify(input));
    const answer = parseJson(body);
    if (status === 200 && answer !== undefined) return answer as RequestOutput<N>;
    const error = PlainError.safeParse((answer as { error?: unknown } | undefined)?.error);
    if (error.success) throw HutchError.fromPlain(error.data);
    throw new HutchError('unavailable', `What answers at ${this.#url.origin} is no Hutch (status ${status}).`);
  }

  #post(path: string, body: string): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const asking = httpRequest(new URL(path, this.#url), { method: 'POST', headers }, (response) => {
        text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
      });
      asking.on('error', (cause: NodeJS.ErrnoException) => reject(this.#silent(cause)));
      asking.end(body);
    });
  }

  #silent(cause: NodeJS.ErrnoException): HutchError {
    const why = cause.code ?? cause.message;
    const sentence = `No Hutch answers at ${this.#url.origin} (${why}): start one with "hutch serve", or correct --url or HUTCH_URL.`;
    return new HutchError('unavailable', sentence, { cause });
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
