import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { PlanModel } from '#shared/contract/plans.ts';
import type { PlanGroup } from './filter-plans.ts';

interface PlanListProps {
  groups: readonly PlanGroup[];
  selected: string | null;
  onSelect(name: string): void;
  listRef: RefObject<HTMLDivElement | null>;
}

/** The plans by group; groups fold. Arrow keys go from row to row. */
export function PlanList({ groups, selected, onSelect, listRef }: PlanListProps) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const toggle = (group: string): void =>
    setFolded((before) => {
      const after = new Set(before);
      if (!after.delete(group)) after.add(group);
      return after;
    });
  useChosenInView(listRef);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const buttons = [...(listRef.current?.querySelectorAll('button') ?? [])];
    buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
    event.preventDefault();
  };
  return (
    // The rows are buttons and work without it; arrows are a shorter way.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className="scroll" ref={listRef} onKeyDown={onKeyDown}>
      {groups.map(({ group, plans }) => {
        const isOpen = !folded.has(group);
        const Chevron = isOpen ? ChevronDown : ChevronRight;
        return (
          <div key={group}>
            <button type="button" className="group" aria-expanded={isOpen} onClick={() => toggle(group)}>
              <Chevron aria-hidden="true" />
              {group}
            </button>
            {isOpen
              ? plans.map((plan) => (
                  <Row key={plan.name} plan={plan} isOn={plan.name === selected} onSelect={onSelect} />
                ))
              : null}
          </div>
        );
      })}
    </div>
  );
}

/** The list gives way to the form and what is said below it: the plan that the form is of stays in sight. */
function useChosenInView(listRef: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const list = listRef.current;
    if (!list) return undefined;
    const observer = new ResizeObserver(() =>
      list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }),
    );
    observer.observe(list);
    return () => observer.disconnect();
  }, [listRef]);
}

function Row({ plan, isOn, onSelect }: { plan: PlanModel; isOn: boolean; onSelect(name: string): void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOn) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isOn]);
  const classes = ['row', isOn ? 'row-on' : '', plan.unavailable ? 'row-off' : ''].filter(Boolean).join(' ');
  return (
    <button
      ref={button}
      type="button"
      className={classes}
      aria-current={isOn ? 'true' : undefined}
      title={plan.unavailable ?? plan.description.replaceAll('`', '')}
      onClick={() => onSelect(plan.name)}
    >
      {plan.name}
      <span className="row-hint">{plan.unavailable ?? plan.hint}</span>
    </button>
  );
}
