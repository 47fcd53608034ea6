import { Pick } from '../components/Pick.tsx';
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
export function AxisPicker({ fields, ...rest }: AxisPickerProps) {
  return <Pick options={fields.map(({ key, label }) => ({ id: key, label }))} {...rest} />;
}
