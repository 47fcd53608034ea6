/** Now, in seconds since the epoch, to the millisecond. */
export function epochSeconds(): number {
  return Date.now() / 1000;
}
