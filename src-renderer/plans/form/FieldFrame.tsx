import { type FieldTemplateProps, getUiOptions } from '@rjsf/utils';
import { FieldErrors } from './FieldErrors.tsx';
import type { FormSchema } from './form-schema.ts';
import { useIssues } from './plan-form-context.ts';
import type { Frame } from './ui-schema.ts';

/** Characters of label and note that fit on one line. */
const LONGEST_LINE = 42;

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
  const note = noteOf(field, required, help);
  const title = (
    <>
      {label}
      <em>{note}</em>
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
      {note === help ? null : <span className="help">{help}</span>}
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

/** What stands dimmed at the right of a label: where units come from, a short help, or that nothing is needed. */
function noteOf(field: FormSchema, required: boolean | undefined, help: string | undefined): string | undefined {
  const columns = Object.values(field.items?.properties ?? {});
  if (columns.some((column) => column['x-units-from'] !== undefined)) return 'units follow the motor';
  if (help && help.length + (field.title?.length ?? 0) <= LONGEST_LINE) return help;
  return required || field.default !== undefined ? undefined : 'optional';
}
