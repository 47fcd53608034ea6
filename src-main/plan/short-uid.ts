/** A label and six random hexadecimal digits: `trigger-3fa9c1`. Names a group for the time of one step. */
export function shortUid(label: string): string {
  return `${label}-${crypto.randomUUID().slice(0, 6)}`;
}
