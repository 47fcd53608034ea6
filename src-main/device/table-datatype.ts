import { type Datatype, refuseValue } from './datatype.ts';

/** Values of a table: one list a column, all of one length. */
export type TableOf<C extends Record<string, Datatype<unknown>>> = {
  [K in keyof C]: C[K] extends Datatype<infer T> ? T[] : never;
};

/** A table with named columns of scalars: sequencer programs, detector settings line by line. */
export function table<C extends Record<string, Datatype<unknown>>>(columns: C): Datatype<TableOf<C>> {
  const names = Object.keys(columns);
  const label = `a table with columns ${names.join(', ')}`;
  const parse = (value: unknown): TableOf<C> => {
    if (typeof value !== 'object' || value === null) return refuseValue(label, value);
    const given = value as Record<string, unknown>;
    const unknown = Object.keys(given).filter((name) => !names.includes(name));
    if (unknown.length > 0) return refuseValue(label, `column ${unknown.join(', ')}`);
    const parsed = Object.fromEntries(
      names.map((name) => [name, parseColumn(name, columns[name], given[name], label)]),
    );
    const lengths = new Set(Object.values(parsed).map((column) => column.length));
    if (lengths.size > 1)
      return refuseValue(`${label}, all of one length`, `columns of length ${[...lengths].join(', ')}`);
    return parsed as TableOf<C>;
  };
  return {
    label,
    dtype: 'array',
    dtypeNumpy: names.map((name): [string, string] => [name, String(columns[name]?.dtypeNumpy)]),
    initial: Object.fromEntries(names.map((name) => [name, []])) as unknown as TableOf<C>,
    shapeOf: (value) => [(value[names[0] ?? ''] ?? []).length],
    parse,
    toDocument: (value) => value,
  };
}

function parseColumn(name: string, type: Datatype<unknown> | undefined, value: unknown, label: string): unknown[] {
  if (!Array.isArray(value) || type === undefined) return refuseValue(`${label}; column ${name} a list`, value);
  return value.map((item) => type.parse(item));
}
