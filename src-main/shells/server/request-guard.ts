import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether a `Host` header names this machine itself, at whatever port (an SSH tunnel changes the port). A page elsewhere that has its own
 * name resolve to 127.0.0.1 ("DNS rebinding") sends that name, and is refused.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  if (host === undefined || !/^[\w.[\]:-]+$/.test(host)) return false;
  const address = `http://${host}/`;
  return URL.canParse(address) && LOOPBACK_NAMES.has(new URL(address).hostname);
}

/**
 * Whether a request may act: it comes from the console's own page, or from a program, which sends no `Origin`. Browsers always name the origin
 * of a WebSocket and of a POST, so a page elsewhere cannot pass for a program.
 */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return headers.origin === undefined || headers.origin === `http://${headers.host}`;
}
