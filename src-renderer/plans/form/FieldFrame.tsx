import { type FieldTemplateProps, getUiOptions } from '@rjsf/utils';
import { FieldErrors, helpId } from './FieldErrors.tsx';
import { type FormSchema, isTuple } from './form-schema.ts';
import { useIssues } from './plan-form-context.ts';
import type { Frame } from './ui-schema.ts';
import { hasVariants } from './variants.ts';

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
  const help = rawDescription?.replaceAll('`', '');
  return (
    <div className={field.type === 'boolean' ? 'field field-inline' : 'field'}>
      <div className="field-head">
        {isGroup(field) ? <span id={`${id}-label`}>{label}</span> : <label htmlFor={id}>{label}</label>}
        <em id={helpId(id)} title={help}>
          {noteOf(field, required, help)}
        </em>
      </div>
      {children}
      <FieldErrors fieldId={id} issues={issues} />
    </div>
  );
}

/** Several controls under one title, where a label could name only one. */
function isGroup({ type, items, properties, oneOf }: FormSchema): boolean {
  return (
    (type === 'object' && !oneOf) ||
    (type === 'array' && (items?.type === 'object' || (items?.type === 'array' && !isTuple(items)))) ||
    !!properties
  );
}

/** A list or a record shows what is wrong inside it; rows and nested fields do so themselves. */
function showsWhatIsInside({ type, items, properties, anyOf }: FormSchema): boolean {
  return (
    (!!anyOf && !anyOf.some(hasVariants)) ||
    (type === 'array' && items?.type !== 'object') ||
    (type === 'object' && !properties)
  );
}

/** What stands dimmed at the right of a label, cut where it does not fit: where units come from, help, or that nothing is needed. */
function noteOf(field: FormSchema, required: boolean | undefined, help: string | undefined): string | undefined {
  const columns = Object.values(field.items?.properties ?? {});
  if (columns.some((column) => column['x-units-from'] !== undefined)) return 'units follow the motor';
  if (help) return help;
  return required || field.default !== undefined ? undefined : 'optional';
}
