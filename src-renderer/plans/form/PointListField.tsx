import type { FieldProps } from '@rjsf/utils';
import { parseNumbers } from './parse-number.ts';
import { useIssues } from './plan-form-context.ts';
import { useControlProps } from './use-control-props.ts';
import { useTypedText } from './use-typed-text.ts';

type Point = readonly (number | string)[];

/** Several points in one box: their coordinates between commas, the points between semicolons. */
export function PointListField({ fieldPathId, formData, onChange }: FieldProps) {
  const { $id: id, path } = fieldPathId;
  const isBad = useIssues(path, { inside: true }).length > 0;
  const control = useControlProps(id, isBad);
  const points: Point[] = Array.isArray(formData) ? formData : [];
  const [text, setText] = useTypedText(points, parsePoints, (each) => each.map((point) => point.join(', ')).join('; '));
  return (
    <div className={`input${isBad ? ' input-bad' : ''}`}>
      <input
        {...control}
        type="text"
        autoComplete="off"
        placeholder="0, 0; 1, 0; 1, 1"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          const typed = parsePoints(target.value);
          onChange(typed.length > 0 ? typed : undefined, path);
        }}
      />
    </div>
  );
}

/** What stands between semicolons, number by number; what is no number stays as it stands. */
function parsePoints(text: string): Point[] {
  return text
    .split(';')
    .map(parseNumbers)
    .filter((point) => point.length > 0);
}
