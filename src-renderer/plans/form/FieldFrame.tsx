import { type FieldTemplateProps, getUiOptions } from '@rjsf/utils';
import { FieldErrors } from './FieldErrors.tsx';
import type { FormSchema } from './form-schema.ts';
import { useIssues } from './plan-form-context.ts';
import type { Frame } from './ui-schema.ts';

/** Label, control, help and errors of one field. Rows and unions frame theirs themselves. */
export function FieldFrame({
  id,
  label,
  required,
  children,
  uiSchema,
  schema,
  fieldPathId,
  rawDescription,
}: FieldTemplateProps) {
  const { frame = 'labelled' } = getUiOptions(uiSchema) as { frame?: Frame };
  const field = schema as FormSchema;
  const issues = useIssues(fieldPathId.path, { inside: showsWhatIsInside(field) });
  if (frame !== 'labelled') return <>{children}</>;
  const title = (
    <>
      {label}
      <em>{noteOf(field, required)}</em>
    </>
  );
  return (
    <div className={field.type === 'boolean' ? 'field field-inline' : 'field'}>
      {isGroup(field) ? (
        <div className="field-label" id={`${id}-label`}>
          {title}
        </div>
      ) : (
        <label className="field-label" htmlFor={id}>
          {title}
        </label>
      )}
      {children}
      {rawDescription ? <span className="help">{rawDescription.replaceAll('`', '')}</span> : null}
      <FieldErrors fieldId={id} issues={issues} />
    </div>
  );
}

/** Several controls under one title, where a label could name only one. */
function isGroup({ type, items, properties }: FormSchema): boolean {
  return (
    type === 'object' || (type === 'array' && (items?.type === 'object' || items?.type === 'array')) || !!properties
  );
}

/** A list or a record shows what is wrong inside it; rows and nested fields do so themselves. */
function showsWhatIsInside({ type, items, properties, anyOf }: FormSchema): boolean {
  return !!anyOf || (type === 'array' && items?.type !== 'object') || (type === 'object' && !properties);
}

function noteOf({ items }: FormSchema, required: boolean | undefined): string | undefined {
  const columns = Object.values(items?.properties ?? {});
  if (columns.some((column) => column['x-units-from'] !== undefined)) return 'units follow the motor';
  return required ? undefined : 'optional';
}
