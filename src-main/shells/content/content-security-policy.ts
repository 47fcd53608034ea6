/** What the console's page may do, before the front adds the address of its own socket. Everything not named is forbidden. */
const DIRECTIVES = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
} as const satisfies Record<string, readonly string[]>;

/**
 * The Content-Security-Policy of the console, the same in the desktop and in a browser: no inline script or style, no `eval`, nothing from
 * elsewhere, no frames. Source of the list: Electron's security checklist, item 7.
 *
 * @param connect further origins for `connect-src`: the WebSocket's own (`ws://127.0.0.1:8123`), which not every browser counts as `'self'`.
 */
export function contentSecurityPolicy(connect: readonly string[] = []): string {
  return Object.entries(DIRECTIVES)
    .map(([directive, sources]) => [directive, ...sources, ...(directive === 'connect-src' ? connect : [])].join(' '))
    .join('; ');
}
