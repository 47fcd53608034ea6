import { ChevronDown } from 'lucide-react';
import type { RunField } from './run-field.ts';

interface AxisPickerProps {
  /** For who cannot see where it stands: `Vertical axis`. */
  name: string;
  fields: readonly RunField[];
  selected: string;
  onPick(key: string): void;
  /** Shows the colour of the line. */
  hasKey?: boolean;
}

/** Chooses the field of one axis. */
export function AxisPicker({ name, fields, selected, onPick, hasKey = false }: AxisPickerProps) {
  return (
    <span className="pick">
      {hasKey ? <i className="pick-key" aria-hidden="true" /> : null}
      <select aria-label={name} value={selected} onChange={(event) => onPick(event.target.value)}>
        {fields.map((field) => (
          <option key={field.key} value={field.key}>
            {field.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" />
    </span>
  );
}
