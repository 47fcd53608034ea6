import './log.css';
import { useState } from 'react';
import type { LogLevel } from '#shared/contract/log.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { LastKnown } from '../components/LastKnown.tsx';
import { Pick, type PickOption } from '../components/Pick.tsx';
import { LogLines } from './LogLines.tsx';
import { filterLog, useLogStore } from './log-store.ts';

const CHOICES: readonly PickOption<LogLevel>[] = [
  { id: 'debug', label: 'everything' },
  { id: 'info', label: 'info and worse' },
  { id: 'warning', label: 'warnings and errors' },
  { id: 'error', label: 'errors' },
];

/** The log of the host, with a filter. */
export function LogPanel() {
  const lines = useLogStore((state) => state.lines);
  const [level, setLevel] = useState<LogLevel>('info');
  const [search, setSearch] = useState('');
  const shown = filterLog(lines, { level, search });
  return (
    <div className="log">
      <div className="log-filter">
        <label className="input">
          <span className="sr-only">Search the log</span>
          <input
            type="search"
            placeholder="Search the log"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
        <Pick<LogLevel> name="Which lines to show" options={CHOICES} selected={level} onPick={setLevel} />
        <span className="unit">
          {shown.length} of {lines.length} lines
        </span>
        <LastKnown />
      </div>
      {shown.length > 0 ? <LogLines lines={shown} /> : <Nothing hasLines={lines.length > 0} />}
    </div>
  );
}

function Nothing({ hasLines }: { hasLines: boolean }) {
  if (hasLines) return <EmptyState title="No line fits">Show everything, or search for something else.</EmptyState>;
  return <EmptyState title="The log is empty">What the host does will stand here.</EmptyState>;
}
