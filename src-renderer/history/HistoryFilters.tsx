import { Search, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../components/Button.tsx';
import { LastKnown } from '../components/LastKnown.tsx';
import { Pick } from '../components/Pick.tsx';
import { useDevicesStore } from '../stores/devices-store.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { type HistoryFilter, isFiltered, NO_FILTER, OUTCOMES, type TimeFilter } from './history-filter.ts';

const TIMES: readonly { id: TimeFilter; label: string }[] = [
  { id: 'any', label: 'any time' },
  { id: 'today', label: 'today' },
  { id: 'week', label: 'last 7 days' },
  { id: 'month', label: 'last 30 days' },
  { id: 'days', label: 'between days' },
];

interface HistoryFiltersProps {
  filter: HistoryFilter;
  /** What fits it is listed. */
  isLoaded: boolean;
  onChange(filter: HistoryFilter): void;
}

/** What to look for in the history: words, plan, device, outcome, time. */
export function HistoryFilters({ filter, isLoaded, onChange }: HistoryFiltersProps) {
  const plans = usePlansStore((state) => state.plans);
  const change = (part: Partial<HistoryFilter>): void => onChange({ ...filter, ...part });
  return (
    <search className="history-filters">
      <label className="input history-search">
        <Search aria-hidden="true" />
        <span className="sr-only">Search the history</span>
        <input
          type="search"
          placeholder="Sample, purpose, scan number, reason…"
          value={filter.text}
          onChange={({ target }) => change({ text: target.value })}
        />
      </label>
      <Pick
        name="Plan"
        options={[{ id: '', label: 'any plan' }, ...plans.map(({ name }) => ({ id: name, label: name }))]}
        selected={filter.plan}
        onPick={(plan) => change({ plan })}
      />
      <DeviceFilter device={filter.device} onChange={(device) => change({ device })} />
      <Pick name="Outcome" options={OUTCOMES} selected={filter.outcome} onPick={(outcome) => change({ outcome })} />
      <Pick name="Time" options={TIMES} selected={filter.time} onPick={(time) => change({ time })} />
      {filter.time === 'days' ? <Days filter={filter} onChange={change} /> : null}
      {isFiltered(filter) ? (
        <Button look="quiet" size="small" onClick={() => onChange(NO_FILTER)}>
          <X aria-hidden="true" />
          Show all
        </Button>
      ) : null}
      {isLoaded ? <LastKnown /> : null}
    </search>
  );
}

function DeviceFilter({ device, onChange }: { device: string; onChange(device: string): void }) {
  const byName = useDevicesStore((state) => state.byName);
  const id = useId();
  return (
    <label className="input history-device">
      <span className="sr-only">Device</span>
      {/* Free text: runs also know devices that the beamline does not have any more. */}
      <input
        type="search"
        list={id}
        placeholder="any device"
        value={device}
        onChange={({ target }) => onChange(target.value.trim())}
      />
      <datalist id={id}>
        {[...byName.keys()].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}

function Days({ filter, onChange }: { filter: HistoryFilter; onChange(part: Partial<HistoryFilter>): void }) {
  return (
    <>
      <label className="input history-day">
        <span className="sr-only">From day</span>
        <input type="date" value={filter.fromDay} onChange={({ target }) => onChange({ fromDay: target.value })} />
      </label>
      <label className="input history-day">
        <span className="sr-only">To day</span>
        <input type="date" value={filter.toDay} onChange={({ target }) => onChange({ toDay: target.value })} />
      </label>
    </>
  );
}
