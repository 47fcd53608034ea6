import type { QueueColumn } from '#shared/contract/host.ts';
import type { QueueColumns } from '#shared/contract/tasks.ts';
import { FieldErrors } from './form/FieldErrors.tsx';

interface ColumnFieldsProps {
  columns: readonly QueueColumn[];
  values: QueueColumns;
  onChange(values: QueueColumns): void;
  /** What is wrong, by the name of the column. */
  problems: Readonly<Record<string, string>>;
  onEnter(): void;
}

/** The beamline's own columns of the queue: sample, proposal. What is typed stays for the next request, whatever its plan. */
export function ColumnFields({ columns, values, onChange, problems, onEnter }: ColumnFieldsProps) {
  if (columns.length === 0) return null;
  const fields = columns.map((column) => {
    const { name, title = name, description, required, choices } = column;
    const id = `plan-column-${name}`;
    const problem = problems[name];
    const shared = {
      id,
      value: String(values[name] ?? ''),
      'aria-required': required || undefined,
      'aria-invalid': problem !== undefined || undefined,
      'aria-describedby': problem === undefined ? undefined : `${id}-errors`,
    };
    const set = (text: string): void => {
      const { [name]: _, ...rest } = values;
      onChange(text === '' ? rest : { ...rest, [name]: text });
    };
    return (
      <div key={name} className="foot-column">
        <label htmlFor={id} title={description}>
          {title}
          {required ? (
            <span className="needed" aria-hidden="true">
              needed
            </span>
          ) : null}
        </label>
        {choices ? (
          <div className={problem ? 'input input-select input-bad' : 'input input-select'}>
            <select {...shared} onChange={({ target }) => set(target.value)}>
              <option value="">{required ? 'choose' : ''}</option>
              {withOwn(choices, shared.value).map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </select>
          </div>
        ) : (
          <div className={problem ? 'input input-bad' : 'input'}>
            <input
              {...shared}
              type="text"
              autoComplete="off"
              placeholder={description}
              onChange={({ target }) => set(target.value)}
              onKeyDown={(event) => event.key === 'Enter' && onEnter()}
            />
          </div>
        )}
        <FieldErrors
          fieldId={id}
          issues={problem === undefined ? [] : [{ path: ['columns', name], message: problem }]}
        />
      </div>
    );
  });
  return <div className="foot-columns">{fields}</div>;
}

/** The choices, and what was chosen when there were others: it must not vanish unseen. */
function withOwn(choices: readonly string[], value: string): readonly string[] {
  return value === '' || choices.includes(value) ? choices : [value, ...choices];
}
