import { HasName, satisfies } from '../engine/protocols.ts';

/**
 * A value as Bluesky writes it into metadata, where it writes Python's `repr`: `Motor('motor1')`, `None`, `True`, `[1, 2]`.
 * Keeps the start documents of both comparable.
 */
export function repr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return `<function ${value.name}>`;
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (satisfies(value, HasName)) return `${value.constructor.name}('${value.name}')`;
  return String(value);
}
