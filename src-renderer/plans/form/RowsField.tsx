import { type FieldProps, toFieldPathId } from '@rjsf/utils';
import { Minus, Plus } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { CellLabelContext } from './cell-label.ts';
import { FieldErrors } from './FieldErrors.tsx';
import type { FormSchema } from './form-schema.ts';
import { initialParams } from './initial-params.ts';
import { useIssues } from './plan-form-context.ts';
import { singular } from './singular.ts';
import { cellUi } from './ui-schema.ts';

/** A list of small objects as rows of a grid, such as the axes of a scan: one column a field, rows can be added and removed. */
export function RowsField(props: FieldProps) {
  const { schema: anySchema, fieldPathId, formData, onChange, name } = props;
  const schema = anySchema as FormSchema;
  const { items: row = {}, minItems = 0 } = schema;
  const { path } = fieldPathId;
  const rows: unknown[] = Array.isArray(formData) ? formData : [];
  const columns = Object.entries(row.properties ?? {});
  const noun = singular(schema.title ?? name).toLowerCase();
  return (
    <fieldset
      className={`rows rows-${columns.length}`}
      id={fieldPathId.$id}
      aria-labelledby={`${fieldPathId.$id}-label`}
    >
      {rows.length > 0 ? (
        <div className="rows-line rows-head" aria-hidden="true">
          {columns.map(([key, column]) => (
            <span key={key} title={column.description}>
              {column.title}
            </span>
          ))}
        </div>
      ) : null}
      {rows.map((value, index) => (
        // Rows have no identity but their place; what is typed into them comes from the parameters.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Row key={index} {...props} row={row} index={index} value={value} noun={noun}>
          <Button
            look="quiet"
            size="icon"
            aria-label={`Remove ${noun} ${index + 1}`}
            reason={rows.length <= minItems ? `At least ${minItems} is needed` : undefined}
            onClick={() => onChange(rows.toSpliced(index, 1), path)}
          >
            <Minus aria-hidden="true" />
          </Button>
        </Row>
      ))}
      <div>
        <Button look="quiet" onClick={() => onChange([...rows, initialParams(row)], path)}>
          <Plus aria-hidden="true" />
          Add {noun}
        </Button>
      </div>
    </fieldset>
  );
}

interface RowProps extends FieldProps {
  row: FormSchema;
  index: number;
  value: unknown;
  noun: string;
}

function Row({ row, index, value, noun, fieldPathId, registry, children, onChange, onBlur, onFocus }: RowProps) {
  const { SchemaField } = registry.fields;
  const path = [...fieldPathId.path, index];
  const rowId = toFieldPathId('', registry.globalFormOptions, path).$id;
  const issues = useIssues(path, { inside: true });
  if (!SchemaField) return null;
  const cells = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return (
    <div>
      <div className="rows-line">
        {Object.entries(row.properties ?? {}).map(([key, column]) => (
          <CellLabelContext key={key} value={`${column.title ?? key} of ${noun} ${index + 1}`}>
            <SchemaField
              name={key}
              schema={column as FieldProps['schema']}
              uiSchema={cellUi(column)}
              fieldPathId={toFieldPathId(key, registry.globalFormOptions, path)}
              formData={cells[key]}
              onChange={onChange}
              onBlur={onBlur}
              onFocus={onFocus}
              registry={registry}
              required={row.required?.includes(key) ?? false}
            />
          </CellLabelContext>
        ))}
        {children}
      </div>
      <FieldErrors fieldId={rowId} issues={issues} />
    </div>
  );
}
