import { type Schema, Validator } from '@cfworker/json-schema';
import type { ValidatorType } from '@rjsf/utils';

/**
 * What rjsf needs to tell which option of a union a value fits. It interprets the schema: a strict content security policy
 * forbids validators that compile. Errors beside fields are ours (`localIssues` and the host's), so it reports none.
 */
export const jsonSchemaValidator: ValidatorType = {
  isValid(schema, formData: unknown, rootSchema) {
    const { definitions } = rootSchema;
    return new Validator({ ...schema, definitions } as Schema, '7').validate(formData).valid;
  },
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({}),
};
