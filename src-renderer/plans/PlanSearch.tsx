import { Search } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';

interface PlanSearchProps {
  value: string;
  onChange(value: string): void;
  /** Enter: take the first that was found. */
  onTake(): void;
  /** Arrow down: go to the list. */
  onGoToList(): void;
  inputRef: RefObject<HTMLInputElement | null>;
}

/** The box that narrows the list of plans. */
export function PlanSearch({ value, onChange, onTake, onGoToList, inputRef }: PlanSearchProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onTake();
    else if (event.key === 'ArrowDown') onGoToList();
    else if (event.key === 'Escape') onChange('');
    else return;
    event.preventDefault();
  };
  return (
    <div className="input search">
      <Search aria-hidden="true" />
      <input
        ref={inputRef}
        type="text"
        aria-label="Search plans"
        placeholder="Search plans"
        autoComplete="off"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={onKeyDown}
      />
      <kbd>Ctrl K</kbd>
    </div>
  );
}
