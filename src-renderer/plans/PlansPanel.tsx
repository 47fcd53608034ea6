import { useMemo, useRef, useState } from 'react';
import { useShortcut } from '../app/shortcuts.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { selectPlan, useDraftsStore } from '../stores/drafts-store.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { filterPlans, likeliestPlan } from './filter-plans.ts';
import { PlanList } from './PlanList.tsx';
import { PlanPane } from './PlanPane.tsx';
import { PlanSearch } from './PlanSearch.tsx';
import './plans.css';

/** The first control of the form, in the order of the page: the form's own, else the purpose. */
const FIRST_FIELD = '#plan-form input, #plan-form select, #plan-purpose';

/** The list of plans and the form of the chosen one. */
export function PlansPanel() {
  const { plans, isLoaded } = usePlansStore();
  const selected = useDraftsStore((state) => state.selected);
  const [search, setSearch] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => filterPlans(plans, search), [plans, search]);
  useShortcut('search', () => {
    input.current?.focus();
    input.current?.select();
  });
  const plan = plans.find(({ name }) => name === selected) ?? filterPlans(plans, '')[0]?.plans[0];
  const take = (name: string): void => {
    selectPlan(name);
    setSearch('');
    // On to what one wants to do next; on a short screen this also makes room for it.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(FIRST_FIELD)?.focus());
  };
  return (
    <>
      <div className={`plans${search ? ' plans-searching' : ''}`}>
        <PlanSearch
          value={search}
          onChange={setSearch}
          onTake={() => {
            const meant = likeliestPlan(groups, search);
            if (meant) take(meant.name);
          }}
          onGoToList={() => list.current?.querySelector<HTMLElement>('.row')?.focus()}
          inputRef={input}
        />
        {isLoaded && groups.length === 0 ? (
          <p className="plans-none">No plan has “{search}” in its name or description.</p>
        ) : null}
        <PlanList groups={groups} selected={plan?.name ?? null} onSelect={take} listRef={list} />
      </div>
      {plan ? <PlanPane key={plan.name} plan={plan} /> : null}
      {isLoaded && !plan ? (
        <EmptyState title="No plans">No module of plans could be loaded: the log says why.</EmptyState>
      ) : null}
    </>
  );
}
