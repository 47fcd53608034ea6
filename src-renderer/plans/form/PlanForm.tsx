// Not from the package's index: that pulls in its test registry, and with it a validator that compiles, which our content policy forbids.
import Form from '@rjsf/core/lib/components/Form.js';
import type { RegistryFieldsType, RJSFSchema } from '@rjsf/utils';
import { useMemo } from 'react';
import type { JsonObject } from '#shared/json.ts';
import { DeviceField } from './DeviceField.tsx';
import { DeviceListField } from './DeviceListField.tsx';
import type { FormSchema } from './form-schema.ts';
import type { FieldIssue } from './issue-path.ts';
import { jsonSchemaValidator } from './json-schema-validator.ts';
import { NumberField } from './NumberField.tsx';
import { NumberListField } from './NumberListField.tsx';
import { PointListField } from './PointListField.tsx';
import { PlanFormContext } from './plan-form-context.ts';
import { RecordField } from './RecordField.tsx';
import { RowsField } from './RowsField.tsx';
import { formTemplates } from './templates.tsx';
import { toUiSchema } from './ui-schema.ts';
import { VariantField } from './VariantField.tsx';
import { formWidgets } from './widgets.tsx';

const formFields: RegistryFieldsType = {
  DeviceField,
  DeviceListField,
  NumberField,
  NumberListField,
  PointListField,
  RecordField,
  RowsField,
  VariantField,
};

interface PlanFormProps {
  /** Id of the form element, for a submit button outside it. */
  id: string;
  /** A schema that `toFormSchema` has prepared. */
  schema: FormSchema;
  params: JsonObject;
  issues: readonly FieldIssue[];
  onChange(params: JsonObject): void;
  onSubmit(): void;
}

/** The fields of a plan, generated from its schema. Controlled: it holds nothing itself. */
export function PlanForm({ id, schema, params, issues, onChange, onSubmit }: PlanFormProps) {
  const uiSchema = useMemo(() => toUiSchema(schema), [schema]);
  const shared = useMemo(() => ({ params, issues }), [params, issues]);
  return (
    <PlanFormContext value={shared}>
      <Form
        id={id}
        schema={schema as RJSFSchema}
        uiSchema={uiSchema}
        formData={params}
        validator={jsonSchemaValidator}
        fields={formFields}
        templates={formTemplates}
        widgets={formWidgets}
        // Defaults are filled in once, when the form is new: what a person clears stays clear.
        experimental_defaultFormStateBehavior={{
          emptyObjectFields: 'skipDefaults',
          arrayMinItems: { populate: 'never' },
        }}
        noValidate
        noHtml5Validate
        showErrorList={false}
        onChange={({ formData }) => onChange(formData as JsonObject)}
        onSubmit={onSubmit}
      />
    </PlanFormContext>
  );
}
