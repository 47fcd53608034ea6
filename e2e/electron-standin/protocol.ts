import { listen, tell } from './link.ts';
import type { ToMain } from './link-messages.ts';
import { report } from './report.ts';

type Handler = (request: Request) => Promise<Response> | Response;
type Asset = Extract<ToMain, { type: 'asset' }>;

const handlers = new Map<string, Handler>();

/** `protocol`: the test asks main for every file of a custom scheme. */
export const protocol = {
  registerSchemesAsPrivileged(_schemes: unknown[]): void {
    report.beforeReady.push('registerSchemesAsPrivileged');
  },
  handle(scheme: string, handler: Handler): void {
    handlers.set(scheme, handler);
  },
};

async function answer({ requestId, url, method }: Asset): Promise<void> {
  const handler = handlers.get(url.slice(0, url.indexOf(':')));
  // A request in the form in which Electron gives it: the address unresolved.
  const response = (await handler?.({ url, method } as Request)) ?? new Response(null, { status: 404 });
  const body = new Uint8Array(await response.arrayBuffer());
  tell({
    type: 'asset-answer',
    requestId,
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body,
  });
}

listen('asset', (message) => void answer(message));
