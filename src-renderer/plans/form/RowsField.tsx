import type { FieldProps } from '@rjsf/utils';
import { Minus, Plus } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { FieldRow } from './FieldRow.tsx';
import type { FormSchema } from './form-schema.ts';
import { initialParams } from './initial-params.ts';
import { RowHead } from './RowHead.tsx';
import { singular } from './singular.ts';

/** Two fields stay readable beside each other. */
const WIDEST_LINE = 2;

/** A list of small objects as rows of a grid, such as the axes of a scan: one column a field, rows can be added and removed. */
export function RowsField(props: FieldProps) {
  const { schema: anySchema, fieldPathId, formData, onChange, name } = props;
  const schema = anySchema as FormSchema;
  const { items: row = {}, minItems = 0 } = schema;
  const { path } = fieldPathId;
  const rows: unknown[] = Array.isArray(formData) ? formData : [];
  const columns = Object.entries(row.properties ?? {});
  // Else the first one gets a line of its own.
  const isWide = columns.length > WIDEST_LINE;
  const noun = singular(schema.title ?? name).toLowerCase();
  return (
    <fieldset
      className={`rows rows-${isWide ? 'wide' : columns.length}`}
      id={fieldPathId.$id}
      aria-labelledby={`${fieldPathId.$id}-label`}
    >
      {rows.length > 0 && !isWide ? <RowHead columns={columns} /> : null}
      {rows.map((value, index) => (
        // Rows have no identity but their place; what is typed into them comes from the parameters.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <FieldRow key={index} {...props} row={row} index={index} value={value} noun={noun} isWide={isWide}>
          <Button
            look="quiet"
            size="icon"
            aria-label={`Remove ${noun} ${index + 1}`}
            reason={rows.length <= minItems ? `At least ${minItems} is needed` : undefined}
            onClick={() => onChange(rows.toSpliced(index, 1), path)}
          >
            <Minus aria-hidden="true" />
          </Button>
        </FieldRow>
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
