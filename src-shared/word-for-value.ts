/** What a sentence calls a value that has the wrong form: `a list`, `null`, `a text`. */
export function wordForValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'a text';
    case 'number':
      return 'a number';
    case 'boolean':
      return String(value);
    case 'undefined':
      return 'missing';
    default:
      return 'an object';
  }
}
