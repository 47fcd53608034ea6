import { type FieldProps, toFieldPathId } from '@rjsf/utils';
import { useRef } from 'react';
import type { FormSchema } from './form-schema.ts';
import { useIssues } from './plan-form-context.ts';
import { fieldUi } from './ui-schema.ts';
import { useControlProps } from './use-control-props.ts';
import { asVariant, type Variant, variantOf, variantsOf } from './variants.ts';

/** A value of one of several kinds, which may hold others of them: the kind, and below it the fields of that kind. */
export function VariantField(props: FieldProps) {
  const { schema, fieldPathId, formData, onChange, registry, name } = props;
  const { $id: id, path } = fieldPathId;
  const root = registry.rootSchema as FormSchema;
  const variants = variantsOf(schema as FormSchema, root);
  const chosen = variantOf(variants, formData);
  const isBad = useIssues(path).length > 0;
  const variant = variants[chosen];
  // Nothing that was typed is lost while one looks at another kind.
  const left = useRef(new Map<string, unknown>());
  return (
    <div className="variant">
      <div className={`input input-select${isBad ? ' input-bad' : ''}`}>
        <select
          {...useControlProps(id, isBad)}
          value={chosen === -1 ? '' : chosen}
          onChange={({ target }) => {
            const next = variants[Number(target.value)];
            if (variant) left.current.set(variant.title, formData);
            if (next) onChange(asVariant(next, formData, root, left.current.get(next.title)), path);
          }}
        >
          {chosen === -1 ? <option value="">choose</option> : null}
          {variants.map(({ title }, index) => (
            <option key={title} value={index}>
              {title}
            </option>
          ))}
        </select>
      </div>
      {variant ? <VariantBody {...props} name={name} variant={variant} /> : null}
    </div>
  );
}

function VariantBody({ variant, ...props }: FieldProps & { variant: Variant }) {
  const { fieldPathId, registry, formData, onChange, onBlur, onFocus, name } = props;
  const { SchemaField } = registry.fields;
  const { tag, schema } = variant;
  if (!SchemaField || schema.type === 'null') return null;
  const shared = { onChange, onBlur, onFocus, registry };
  if (!tag) {
    // The same place, and the select carries its id: the label of this one is its title.
    const inner = { ...fieldPathId, $id: `${fieldPathId.$id}-value` };
    const field = schema as FieldProps['schema'];
    return (
      <SchemaField
        {...shared}
        name={name}
        schema={field}
        uiSchema={fieldUi(schema)}
        fieldPathId={inner}
        formData={formData}
      />
    );
  }
  const values = formData as Record<string, unknown>;
  return (
    <div className="variant-fields">
      <p className="help">{schema.description}</p>
      {Object.entries(schema.properties ?? {})
        .filter(([key]) => key !== tag[0])
        .map(([key, field]) => (
          <SchemaField
            {...shared}
            key={key}
            name={key}
            schema={field as FieldProps['schema']}
            uiSchema={fieldUi(field)}
            fieldPathId={toFieldPathId(key, registry.globalFormOptions, fieldPathId.path)}
            formData={values[key]}
            required={schema.required?.includes(key) ?? false}
          />
        ))}
    </div>
  );
}
