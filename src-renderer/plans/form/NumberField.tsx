import type { FieldProps } from '@rjsf/utils';
import type { KeyboardEvent } from 'react';
import type { FormSchema } from './form-schema.ts';
import { parseNumber } from './parse-number.ts';
import { useIssues } from './plan-form-context.ts';
import { useControlProps } from './use-control-props.ts';
import { useTypedText } from './use-typed-text.ts';
import { useUnits } from './use-units.ts';

/** A number with its unit inside the box. What is no number stays as it was typed, and is an error. Arrow keys step where the schema says how. */
export function NumberField({ schema: anySchema, fieldPathId, formData, onChange, disabled }: FieldProps) {
  const schema = anySchema as FormSchema;
  const { $id: id, path } = fieldPathId;
  const units = useUnits(schema, path);
  const isBad = useIssues(path).length > 0;
  const value = (formData ?? undefined) as number | string | undefined;
  const [text, setText] = useTypedText(value, parseNumber, (each) => (each === undefined ? '' : String(each)));
  const change = (typed: string): void => {
    setText(typed);
    onChange(parseNumber(typed), path);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = schema.step ?? (schema.type === 'integer' ? 1 : undefined);
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (step === undefined || direction === undefined) return;
    event.preventDefault();
    const from = typeof value === 'number' ? value : Number(schema.default ?? 0);
    change(String(stepped(from, direction * step * (event.shiftKey ? 10 : 1), schema)));
  };
  return (
    <div className={`input input-num${schema.type === 'integer' ? ' input-int' : ''}${isBad ? ' input-bad' : ''}`}>
      <input
        {...useControlProps(id, isBad)}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        disabled={disabled}
        placeholder={schema.default === undefined ? undefined : String(schema.default)}
        // A box in a row may be too narrow for the whole number.
        title={text || undefined}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {units ? <span className="unit">{units}</span> : null}
    </div>
  );
}

function stepped(from: number, by: number, { minimum = -Infinity, maximum = Infinity }: FormSchema): number {
  // Twelve digits: adding 0.1 ten times gives 1, not 0.9999999999999999.
  const to = Number((from + by).toPrecision(12));
  return Math.min(Math.max(to, minimum), maximum);
}
