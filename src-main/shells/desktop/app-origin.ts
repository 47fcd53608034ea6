/** Scheme of the console's own pages: neither `file:`, which may read every file, nor `http:`, which needs a port. */
export const APP_SCHEME = 'app';
/** The one host of that scheme. */
export const APP_HOST = 'hutch';
/** Address of the console in the desktop. */
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`;

/**
 * Whether an address belongs to the console itself. It compares what the address parses to, never its beginning: `app://hutch.evil/` begins
 * like the console's.
 */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === `${APP_SCHEME}:` &&
    url.hostname === APP_HOST &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}
