import type { CustomScheme, Protocol } from 'electron';
import { type AssetAnswer, readAsset } from '../content/read-asset.ts';
import { APP_SCHEME, APP_URL, isAppUrl } from './app-origin.ts';

/**
 * Announces the console's scheme; before the app is ready, and once. `standard` gives it an origin, `secure` makes it a secure context;
 * it does not bypass the policy. Source: Electron's security checklist, item 18.
 */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** The path of an address of the console as it was written: a parsed URL has its `..` resolved already, and would hide them. */
function writtenPath(address: string): string {
  const path = address.slice(APP_URL.length - 1).split(/[?#]/, 1)[0];
  return path || '/';
}

function toResponse({ status, headers, body }: AssetAnswer, method: string): Response {
  return new Response(method === 'HEAD' ? null : body, { status, headers });
}

/**
 * Answers requests for `app://hutch/...` from the folder of the built console, with the same headers and the same refusals as the server.
 * Another host of the scheme is 404, a method that changes something 405; a disk that fails is 500.
 *
 * @param root absolute folder of the built console
 */
export function answerAppRequest(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    if (!isAppUrl(request.url)) return new Response(null, { status: 404 });
    try {
      return toResponse(await readAsset(root, writtenPath(request.url)), request.method);
    } catch {
      return new Response('The file could not be read.\n', {
        status: 500,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      });
    }
  };
}

/** Serves the console to every session of the app. Call when the app is ready. */
export function serveAppProtocol(protocol: Pick<Protocol, 'handle'>, root: string): void {
  protocol.handle(APP_SCHEME, answerAppRequest(root));
}
