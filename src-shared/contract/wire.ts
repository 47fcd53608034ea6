import { z } from 'zod';
import { PlainError } from '../errors.ts';

/** Client to host: the same frames over a WebSocket and, as arguments of `invoke`, over Electron IPC. */
export const ClientFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('request'), id: z.number().int(), method: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('subscribe'), id: z.number().int(), stream: z.string(), params: z.unknown() }),
  z.object({ type: z.literal('unsubscribe'), id: z.number().int() }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

/**
 * Host to client. `id` is the one of the request or subscription; `seq` numbers the last item of a batch.
 * An `error` with the id of a subscription that stands ends it.
 */
export const HostFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('result'), id: z.number().int(), output: z.unknown() }),
  z.object({ type: z.literal('error'), id: z.number().int().nullable(), error: PlainError }),
  /** The subscription stands; the next item will be number `seq` + 1. */
  z.object({ type: z.literal('subscribed'), id: z.number().int(), seq: z.number().int() }),
  z.object({ type: z.literal('batch'), id: z.number().int(), seq: z.number().int(), items: z.array(z.unknown()) }),
]);
export type HostFrame = z.infer<typeof HostFrame>;
