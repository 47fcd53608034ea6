import type {
  RequestInput,
  RequestName,
  RequestOutput,
  StreamBatch,
  StreamName,
  StreamParams,
} from '#shared/contract/index.ts';
import type { Origin } from './origin.ts';

/** Takes the items of one subscription. Called at every item, in order, on the host's own turn: it must be quick and must not throw. */
export type StreamSink<N extends StreamName> = (batch: StreamBatch<N>) => void;

/** A standing subscription. */
export interface Subscription {
  /** Number of the last item before the subscription: its first item is `seq` + 1. Holds from `ready` on. */
  readonly seq: number;
  /** Resolves when it stands, where the host is in another process; rejects with the `HutchError` with which it was refused there. */
  readonly ready?: Promise<void>;
  /** Ends it; no item comes afterwards. May be called twice. */
  dispose(): void;
}

/**
 * The contract of `#shared/contract`, as the host serves it to every front: in the same process (command line), over IPC and over a WebSocket.
 */
export interface HostApi {
  /**
   * Answers one request. Rejects with a `HutchError`: `unknown_method`, `bad_request` (with the path of what is wrong in the input),
   * or the error of the request itself. Never with anything else.
   *
   * @param origin who asks, for the record; the user who runs this process unless given
   */
  request<N extends RequestName>(method: N, input: RequestInput<N>, origin?: Origin): Promise<RequestOutput<N>>;
  /**
   * Follows a stream. `latest` streams begin with the current items.
   * @throws HutchError `unknown_method` for a stream that does not exist, `bad_request` for wrong params, `unknown_device`.
   */
  subscribe<N extends StreamName>(stream: N, params: StreamParams<N>, sink: StreamSink<N>): Subscription;
}
