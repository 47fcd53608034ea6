import type { z } from 'zod';
import {
  REQUESTS,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  STREAMS,
  type StreamName,
  type StreamParams,
} from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { closestName } from '../../plan/closest-name.ts';
import type { HostApi, StreamSink, Subscription } from './host-api.ts';
import { hostOrigin, type Origin } from './origin.ts';
import { badRequest } from './request-path.ts';

/** One function a request: takes the parsed input and who asks, gives the output. */
export type RequestHandlers = {
  readonly [N in RequestName]: (
    input: z.output<(typeof REQUESTS)[N]['input']>,
    origin: Origin,
  ) => RequestOutput<N> | Promise<RequestOutput<N>>;
};

/** One function a stream: takes the parsed params, follows it for one sink. */
export type StreamHandlers = {
  readonly [N in StreamName]: (params: z.output<(typeof STREAMS)[N]['params']>, sink: StreamSink<N>) => Subscription;
};

export interface HostServiceOptions {
  requests: RequestHandlers;
  streams: StreamHandlers;
  logger: Logger;
  /** Also checks what goes out, streams included: for tests and development, where a wrong answer is a bug to be found. */
  checkOutputs?: boolean;
}

/**
 * The {@link HostApi}: between a front and the parts. Checks what comes in against the contract, and turns whatever is thrown
 * into a `HutchError`; what was not one is a bug and goes to the log with its trace.
 */
export class HostService implements HostApi {
  readonly #options: HostServiceOptions;
  #closed = false;

  constructor(options: HostServiceOptions) {
    this.#options = options;
  }

  /** Refuses every request from now on with `unavailable`. */
  close(): void {
    this.#closed = true;
  }

  async request<N extends RequestName>(
    method: N,
    input: RequestInput<N>,
    origin: Origin = hostOrigin(),
  ): Promise<RequestOutput<N>> {
    try {
      if (this.#closed) throw new HutchError('unavailable', 'Hutch is shutting down.');
      const spec = lookUp(REQUESTS, method, 'request');
      const parsed = parseInput(method, spec.input, input);
      const handler = this.#options.requests[method] as (input: unknown, origin: Origin) => Promise<RequestOutput<N>>;
      const output = await handler(parsed, origin);
      return this.#options.checkOutputs ? (spec.output.parse(output) as RequestOutput<N>) : output;
    } catch (thrown) {
      throw this.#named(method, thrown);
    }
  }

  subscribe<N extends StreamName>(stream: N, params: StreamParams<N>, sink: StreamSink<N>): Subscription {
    try {
      if (this.#closed) throw new HutchError('unavailable', 'Hutch is shutting down.');
      const spec = lookUp(STREAMS, stream, 'stream');
      const parsed = parseInput(stream, spec.params, params);
      const handler = this.#options.streams[stream] as (params: unknown, sink: StreamSink<N>) => Subscription;
      const checked: StreamSink<N> = (batch) => {
        if (this.#options.checkOutputs) for (const item of batch.items) spec.item.parse(item);
        sink(batch);
      };
      return this.#guarded(stream, checked, (guarded) => handler(parsed, guarded));
    } catch (thrown) {
      throw this.#named(stream, thrown);
    }
  }

  /** A subscriber that throws is cut off: a broken display must not stop a plan whose documents it was to show. */
  #guarded<N extends StreamName>(
    stream: N,
    sink: StreamSink<N>,
    subscribe: (guarded: StreamSink<N>) => Subscription,
  ): Subscription {
    let broken = false;
    let subscription: Subscription | undefined;
    subscription = subscribe((batch) => {
      if (broken) return;
      try {
        sink(batch);
      } catch (thrown) {
        broken = true;
        subscription?.dispose();
        const { message } = HutchError.from(thrown);
        this.#options.logger.error(`A subscriber of ${stream} failed and is cut off: ${message}`);
      }
    });
    // It may have thrown at the current items, before there was anything to end.
    if (broken) subscription.dispose();
    return subscription;
  }

  #named(method: string, thrown: unknown): HutchError {
    if (thrown instanceof HutchError) return thrown;
    const error = HutchError.from(thrown);
    this.#options.logger.error(`${method} failed by a fault of Hutch: ${error.message}`, {
      trace: thrown instanceof Error ? (thrown.stack ?? '') : '',
    });
    return error;
  }
}

/** The entry of a table of the contract, own entries only: a client may call itself `constructor`. */
function lookUp<T extends object, K extends keyof T & string>(table: T, name: K, kind: string): T[K] {
  if (typeof name === 'string' && Object.hasOwn(table, name)) return table[name];
  const near = typeof name === 'string' ? closestName(name, Object.keys(table)) : undefined;
  throw new HutchError(
    'unknown_method',
    `There is no ${kind} "${String(name)}"${near ? `; did you mean "${near}"?` : '.'}`,
  );
}

/** Input that is absent stands for one without fields. */
function parseInput(method: string, schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input ?? {});
  if (!parsed.success) throw badRequest(method, parsed.error);
  return parsed.data;
}
