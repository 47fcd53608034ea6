import type { TaskRequest } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';

/** What an item says beside its plan and parameters, as options. */
export interface DescriptionOptions {
  purpose?: string;
  session?: string;
  /** `column=value`, each. */
  set?: string[];
}

/** The options in the words of the contract; what is not given is left out. @throws HutchError `usage` for a `--set` without `=` */
export function itemDescription({
  purpose,
  session,
  set,
}: DescriptionOptions): Pick<TaskRequest, 'purpose' | 'instrument_session' | 'columns'> {
  return {
    ...(purpose !== undefined && { purpose }),
    ...(session !== undefined && { instrument_session: session }),
    ...(set && { columns: pairs(set) }),
  };
}

/** `key=value` texts as an object. @throws HutchError `usage` for one without `=` or without a key */
export function pairs(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      if (key === undefined || value === undefined)
        throw new HutchError('usage', `"${text}" is no pair like sample=LaB6.`);
      return [key, value];
    }),
  );
}
