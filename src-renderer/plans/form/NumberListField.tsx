import type { FieldProps } from '@rjsf/utils';
import type { FormSchema } from './form-schema.ts';
import { parseNumbers } from './parse-number.ts';
import { useIssues } from './plan-form-context.ts';
import { useControlProps } from './use-control-props.ts';
import { useTypedText } from './use-typed-text.ts';
import { useUnits } from './use-units.ts';

/** Several numbers in one box, between spaces or commas. */
export function NumberListField({ schema, fieldPathId, formData, onChange }: FieldProps) {
  const { $id: id, path } = fieldPathId;
  const units = useUnits(schema as FormSchema, path);
  const isBad = useIssues(path, { inside: true }).length > 0;
  const control = useControlProps(id, isBad);
  const numbers: (number | string)[] = Array.isArray(formData) ? formData : [];
  const [text, setText] = useTypedText(numbers, parseNumbers, (each) => each.join(', '));
  return (
    <div className={`input${isBad ? ' input-bad' : ''}`}>
      <input
        {...control}
        type="text"
        autoComplete="off"
        placeholder="0, 0.5, 1"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          const typed = parseNumbers(target.value);
          onChange(typed.length > 0 ? typed : undefined, path);
        }}
      />
      {units ? <span className="unit">{units}</span> : null}
    </div>
  );
}
