import type { FieldProps } from '@rjsf/utils';
import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Json } from '#shared/json.ts';
import { Button } from '../../components/Button.tsx';
import type { FormSchema } from './form-schema.ts';
import { fromEntries, type RecordEntry, readEntryValue, toEntries } from './record-entries.ts';

/** Keys with values, such as metadata: one row a key. A value is read as JSON where it is some, else as text. */
export function RecordField({ schema, fieldPathId, formData, onChange, name }: FieldProps) {
  const record = (formData ?? {}) as Record<string, Json>;
  const [typed, setTyped] = useState<readonly RecordEntry[]>(() => toEntries(record));
  // What was typed stays as it was typed, as long as it means what the form holds.
  const isCurrent = JSON.stringify(fromEntries(typed) ?? {}) === JSON.stringify(record);
  const entries = isCurrent ? typed : toEntries(record);
  const title = (schema as FormSchema).title ?? name;
  const change = (next: readonly RecordEntry[]): void => {
    setTyped(next);
    onChange(fromEntries(next), fieldPathId.path);
  };
  const edit = (index: number, part: Partial<RecordEntry>): void =>
    change(entries.map((entry, at) => (at === index ? { ...entry, ...part } : entry)));
  return (
    <fieldset className="rows rows-record" id={fieldPathId.$id} aria-labelledby={`${fieldPathId.$id}-label`}>
      {entries.map(({ key, text }, index) => (
        // Keys are being typed, so the place is the only identity of a row.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div className="rows-line" key={index}>
          <div className="input">
            <input
              aria-label={`Key ${index + 1} of ${title}`}
              placeholder="key"
              value={key}
              onChange={({ target }) => edit(index, { key: target.value })}
            />
          </div>
          <div className="input">
            <input
              aria-label={key ? `${key} of ${title}` : `Value ${index + 1} of ${title}`}
              placeholder="value"
              value={text}
              onChange={({ target }) => edit(index, { text: target.value })}
            />
            {typeof readEntryValue(text) === 'string' || text === '' ? null : (
              <span className="unit">{kind(text)}</span>
            )}
          </div>
          <Button
            look="quiet"
            size="icon"
            aria-label={`Remove key ${key || index + 1}`}
            onClick={() => change(entries.filter((_, at) => at !== index))}
          >
            <Minus aria-hidden="true" />
          </Button>
        </div>
      ))}
      <div>
        <Button look="quiet" onClick={() => change([...entries, { key: '', text: '' }])}>
          <Plus aria-hidden="true" />
          Add key
        </Button>
      </div>
    </fieldset>
  );
}

function kind(text: string): string {
  const value = readEntryValue(text);
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
