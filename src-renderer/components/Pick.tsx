import './pick.css';
import { ChevronDown } from 'lucide-react';

/** One thing to choose. */
export interface PickOption<Id extends string> {
  id: Id;
  label: string;
}

interface PickProps<Id extends string> {
  /** For who cannot see where it stands: `Vertical axis`. */
  name: string;
  options: readonly PickOption<Id>[];
  selected: Id;
  onPick(id: Id): void;
  /** Why nothing can be chosen now. */
  reason?: string | undefined;
  /** Shows the colour of the line that it chooses. */
  hasKey?: boolean;
}

/** A small choice of one of several. */
export function Pick<Id extends string>({ name, options, selected, onPick, reason, hasKey = false }: PickProps<Id>) {
  return (
    <span className="pick">
      {hasKey ? <i className="pick-key" aria-hidden="true" /> : null}
      <select
        aria-label={name}
        value={selected}
        disabled={reason !== undefined}
        title={reason}
        onChange={(event) => {
          const picked = options.find((option) => option.id === event.target.value);
          if (picked) onPick(picked.id);
        }}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" />
    </span>
  );
}
