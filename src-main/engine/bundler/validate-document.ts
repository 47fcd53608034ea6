import { DOCUMENT_SCHEMAS, type DocumentName, type DocumentOf } from '#shared/documents/index.ts';
import { HutchError } from '#shared/errors.ts';

/** Names that other programs use as fields may hold neither: `^[^./]+$` in the event model's schemas. */
const FORBIDDEN_IN_KEYS = /[./]/;

/**
 * Checks a document that is made seldom (everything but events) against the event model.
 * Throws `invalid_metadata` for a start document, `device_failed` for the others: their content is what a device said.
 */
export function validateDocument<N extends DocumentName>(name: N, doc: DocumentOf[N]): void {
  const outcome = DOCUMENT_SCHEMAS[name].safeParse(doc);
  if (!outcome.success) {
    const issue = outcome.error.issues[0];
    refuse(name, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
  }
  for (const key of strictKeys(name, doc)) {
    if (FORBIDDEN_IN_KEYS.test(key)) refuse(name, `the key '${key}' holds a '.' or a '/'`);
  }
}

function strictKeys(name: DocumentName, doc: object): string[] {
  if (name === 'start' || name === 'stop') return Object.keys(doc);
  if (name === 'descriptor') return Object.keys((doc as DocumentOf['descriptor']).data_keys);
  return [];
}

function refuse(name: DocumentName, what: string): never {
  const code = name === 'start' ? 'invalid_metadata' : 'device_failed';
  throw new HutchError(code, `The ${name} document is not valid: ${what}`);
}
