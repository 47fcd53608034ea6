import type { UiSchema } from '@rjsf/utils';
import { type FormSchema, isNumeric, isSimple, isTuple } from './form-schema.ts';
import { hasVariants } from './variants.ts';

/** Most fields that fit beside each other in a row. */
const WIDEST_ROW = 5;

/**
 * How a field is framed. `labelled`: label above, help and errors below. `bare`: just the control, whoever contains it shows the rest.
 * `none`: a container that frames its own content.
 */
export type Frame = 'labelled' | 'bare' | 'none';

/** Chooses for every field of a prepared schema which of our components shows it. */
export function toUiSchema(schema: FormSchema): UiSchema {
  return { ...uiOf(schema, 'none'), 'ui:submitButtonOptions': { norender: true } };
}

function uiOf(schema: FormSchema, frame: Frame): UiSchema {
  if (hasVariants(schema)) return { ...framed(frame), 'ui:field': 'VariantField', 'ui:fieldReplacesAnyOrOneOf': true };
  if (schema.anyOf) {
    return { ...framed(frame), anyOf: schema.anyOf.map((option) => uiOf(option, 'bare')) };
  }
  if (schema['x-device']) return { ...framed(frame), 'ui:field': 'DeviceField' };
  if (schema.type === 'array') return arrayUi(schema, frame);
  if (schema.type === 'object') return objectUi(schema, frame);
  if (isNumeric(schema) && !schema.enum) return { ...framed(frame), 'ui:field': 'NumberField' };
  return framed(frame);
}

function arrayUi({ items = {} }: FormSchema, frame: Frame): UiSchema {
  if (items['x-device']) return { ...framed(frame), 'ui:field': 'DeviceListField' };
  if (isTuple(items)) return { ...framed(frame), 'ui:field': 'PointListField' };
  if (isNumeric(items)) return { ...framed(frame), 'ui:field': 'NumberListField' };
  const fields = Object.values(items.properties ?? {});
  if (
    fields.length > 0 &&
    fields.length <= WIDEST_ROW &&
    fields.every((field) => isSimple(field) || isListOfNumbers(field))
  ) {
    return { ...framed(frame), 'ui:field': 'RowsField' };
  }
  return { ...framed(frame), items: uiOf(items, 'bare') };
}

function isListOfNumbers({ type, items }: FormSchema): boolean {
  return type === 'array' && items !== undefined && isNumeric(items);
}

function objectUi({ properties, additionalProperties }: FormSchema, frame: Frame): UiSchema {
  if (!properties && typeof additionalProperties === 'object') return { ...framed(frame), 'ui:field': 'RecordField' };
  const inner = Object.entries(properties ?? {}).map(([key, field]) => [key, uiOf(field, 'labelled')]);
  return { ...framed('none'), ...Object.fromEntries(inner) };
}

function framed(frame: Frame): UiSchema {
  return { 'ui:options': { frame } };
}

/** The ui schema of a field with its label. */
export function fieldUi(schema: FormSchema): UiSchema {
  return uiOf(schema, 'labelled');
}

/** The ui schema of a field inside a row. */
export function cellUi(schema: FormSchema): UiSchema {
  return uiOf(schema, 'bare');
}
