import { type FieldProps, toFieldPathId } from '@rjsf/utils';
import type { ReactNode } from 'react';
import { errorsId, FieldErrors } from './FieldErrors.tsx';
import type { FormSchema } from './form-schema.ts';
import { useIssues } from './plan-form-context.ts';
import { cellUi } from './ui-schema.ts';
import { CellContext } from './use-control-props.ts';

interface FieldRowProps extends FieldProps {
  row: FormSchema;
  index: number;
  value: unknown;
  /** What a row is called: `axis`. */
  noun: string;
  /** The first field stands on a line of its own. */
  isWide: boolean;
  /** The button that removes the row. */
  children?: ReactNode;
}

/** One object of a list as a row of controls, with what is wrong in it below. */
export function FieldRow(props: FieldRowProps) {
  const { row, index, value, noun, isWide, fieldPathId, registry, children, onChange, onBlur, onFocus } = props;
  const { SchemaField } = registry.fields;
  const path = [...fieldPathId.path, index];
  const rowId = `${fieldPathId.$id}-row-${index}`;
  const issues = useIssues(path, { inside: true });
  if (!SchemaField) return null;
  const values = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const columns = Object.entries(row.properties ?? {});
  const cells = columns.map(([key, column]) => (
    <CellContext
      key={key}
      value={{ label: `${column.title ?? key} of ${noun} ${index + 1}`, errorsId: errorsId(rowId) }}
    >
      <SchemaField
        name={key}
        schema={column as FieldProps['schema']}
        uiSchema={cellUi(column)}
        fieldPathId={toFieldPathId(key, registry.globalFormOptions, path)}
        formData={values[key]}
        onChange={onChange}
        onBlur={onBlur}
        onFocus={onFocus}
        registry={registry}
        required={row.required?.includes(key) ?? false}
      />
    </CellContext>
  ));
  return (
    <div>
      {isWide ? (
        <>
          <div className="rows-line">
            {cells[0]}
            {children}
          </div>
          <div className="rows-cells">
            {columns.slice(1).map(([key, column], at) => (
              <div key={key} className="rows-cell">
                <div className="rows-head" aria-hidden="true" title={column.description}>
                  {column.title}
                </div>
                {cells[at + 1]}
              </div>
            ))}
          </div>
        </>
      ) : (
        <div className="rows-line">
          {cells}
          {children}
        </div>
      )}
      <FieldErrors fieldId={rowId} issues={issues} />
    </div>
  );
}
