import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';

export interface Tab<Id extends string> {
  id: Id;
  label: string;
  /** Small number behind the label: how many there are. */
  count?: number | undefined;
}

interface TabsProps<Id extends string> {
  /** Name of the list of tabs, for who cannot see it. */
  name: string;
  tabs: readonly Tab<Id>[];
  selected: Id;
  onSelect(id: Id): void;
  /** What stands at the right end of the bar. */
  aside?: ReactNode;
  /** Between the bar and the content: an alert. */
  notice?: ReactNode;
  /** Content of the selected tab. */
  children: ReactNode;
}

/** A bar of tabs and the content of the selected one. Arrows, Home and End move; the bar is one stop of the Tab key. */
export function Tabs<Id extends string>({ name, tabs, selected, onSelect, aside, notice, children }: TabsProps<Id>) {
  const id = useId();
  const bar = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = nextTab(event.key, tabs, selected);
    if (!target) return;
    event.preventDefault();
    onSelect(target.id);
    bar.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${target.id}`)}`)?.focus();
  };
  return (
    <>
      <div className="tabs">
        <div className="tablist" role="tablist" aria-label={name} ref={bar} onKeyDown={onKeyDown} tabIndex={-1}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              id={`${id}-${tab.id}`}
              type="button"
              role="tab"
              className="tab"
              aria-selected={tab.id === selected}
              aria-controls={`${id}-content`}
              tabIndex={tab.id === selected ? 0 : -1}
              onClick={() => onSelect(tab.id)}
            >
              {tab.label}
              {tab.count === undefined ? null : <span className="count">{tab.count}</span>}
            </button>
          ))}
        </div>
        <span className="spacer" />
        {aside}
      </div>
      {notice}
      <div className="tabpanel" role="tabpanel" id={`${id}-content`} aria-labelledby={`${id}-${selected}`}>
        {children}
      </div>
    </>
  );
}

function nextTab<Id extends string>(key: string, tabs: readonly Tab<Id>[], selected: Id): Tab<Id> | undefined {
  const index = tabs.findIndex(({ id }) => id === selected);
  switch (key) {
    case 'ArrowRight':
      return tabs[(index + 1) % tabs.length];
    case 'ArrowLeft':
      return tabs[(index - 1 + tabs.length) % tabs.length];
    case 'Home':
      return tabs[0];
    case 'End':
      return tabs[tabs.length - 1];
    default:
      return undefined;
  }
}
