import type { FormSchema } from './form-schema.ts';

/** The titles of columns; the controls below carry their own names. */
export function RowHead({ columns }: { columns: readonly (readonly [string, FormSchema])[] }) {
  return (
    <div className="rows-line rows-head" aria-hidden="true">
      {columns.map(([key, column]) => (
        <span key={key} title={column.description}>
          {column.title}
        </span>
      ))}
    </div>
  );
}
