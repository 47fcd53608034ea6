import type { RegistryWidgetsType, WidgetProps } from '@rjsf/utils';
import { useControlProps } from './use-control-props.ts';

/** A line of text; an empty one counts as nothing typed. */
function TextWidget({ id, value, onChange, schema }: WidgetProps) {
  return (
    <div className="input">
      <input
        {...useControlProps(id, false)}
        type="text"
        autoComplete="off"
        placeholder={typeof schema.default === 'string' ? schema.default : undefined}
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      />
    </div>
  );
}

/** One of a few words, or of the kinds of a union. */
function SelectWidget({ id, value, onChange, options, label, schema }: WidgetProps) {
  const choices = options.enumOptions ?? [];
  const selected = choices.findIndex((choice) => choice.value === value);
  const isKindOfUnion = id.endsWith('__anyof_select') || id.endsWith('__oneof_select');
  const control = useControlProps(id, false);
  return (
    <div className="input input-select">
      <select
        {...(isKindOfUnion ? { id, 'aria-label': `Kind of ${label}` } : control)}
        value={selected === -1 ? '' : String(selected)}
        onChange={({ target }) => onChange(choices[Number(target.value)]?.value)}
      >
        {selected === -1 ? (
          <option value="">{schema.default === undefined ? 'choose' : String(schema.default)}</option>
        ) : null}
        {choices.map((choice, index) => (
          <option key={choice.label} value={index}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Yes or no. */
function CheckboxWidget({ id, value, onChange }: WidgetProps) {
  return (
    <input
      {...useControlProps(id, false)}
      type="checkbox"
      className="checkbox"
      checked={value === true}
      onChange={({ target }) => onChange(target.checked)}
    />
  );
}

/** Our controls for rjsf's plain fields. */
export const formWidgets: RegistryWidgetsType = { TextWidget, SelectWidget, CheckboxWidget };
