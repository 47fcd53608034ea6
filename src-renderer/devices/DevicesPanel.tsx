import './devices.css';
import { ChevronDown, ChevronRight, Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { useDevicesStore } from '../stores/devices-store.ts';
import { useFocusStore } from '../stores/focus-store.ts';
import { BeamlineStrip } from './BeamlineStrip.tsx';
import { DeviceBlock } from './DeviceBlock.tsx';
import { type DeviceRow, deviceRows, firstMovable } from './device-rows.ts';
import { useDevicesInUse } from './devices-in-use.ts';

/** Every device with what it says, in groups and in the order of the beam. */
export function DevicesPanel() {
  const devices = useDevicesStore((state) => state.devices);
  const isLoaded = useDevicesStore((state) => state.isLoaded);
  const [search, setSearch] = useState<string | null>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const inUse = useDevicesInUse();
  const rows = useMemo(() => deviceRows(devices, search ?? '', closed, inUse), [devices, search, closed, inUse]);
  const requested = useFocusStore((state) => state.askedCount);
  // Whoever asks to be shown a device must not be kept from it by a closed group or a search.
  useEffect(() => {
    if (requested === 0) return;
    setClosed(new Set());
    setSearch(null);
  }, [requested]);
  const toggle = (id: string): void => {
    const next = new Set(closed);
    if (!next.delete(id)) next.add(id);
    setClosed(next);
  };
  return (
    <>
      <div className="tabs">
        <h2 className="devices-title">Devices</h2>
        <span className="spacer" />
        <Button
          look="quiet"
          size="icon"
          aria-label="Search devices"
          aria-expanded={search !== null}
          onClick={() => setSearch(search === null ? '' : null)}
        >
          <Search aria-hidden="true" />
        </Button>
      </div>
      {search === null ? null : <SearchField text={search} onChange={setSearch} />}
      {devices.length > 0 ? <BeamlineStrip devices={devices} /> : null}
      {rows.length > 0 ? <Rows rows={rows} onToggle={toggle} /> : <Nothing isLoaded={isLoaded} search={search ?? ''} />}
    </>
  );
}

function SearchField({ text, onChange }: { text: string; onChange(text: string | null): void }) {
  return (
    <label className="input devices-search">
      <Search aria-hidden="true" />
      <span className="sr-only">Search devices</span>
      <input
        type="search"
        // biome-ignore lint/a11y/noAutofocus: the field was asked for by pressing Search
        autoFocus
        placeholder="Name, kind or description"
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange(null);
        }}
      />
    </label>
  );
}

function Rows({ rows, onToggle }: { rows: readonly DeviceRow[]; onToggle(id: string): void }) {
  // One is open from the start, so that one sees that there are controls.
  const openAtFirst = firstMovable(rows);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section className="scroll" aria-label="List of devices" tabIndex={0}>
      <ul className="devices">
        {rows.map((row) => {
          if (row.kind === 'device') {
            const { model, label } = row;
            return <DeviceBlock key={model.name} model={model} label={label} isOpenAtFirst={model === openAtFirst} />;
          }
          const Chevron = row.isOpen ? ChevronDown : ChevronRight;
          return (
            <li key={`group ${row.id}`} className="device-group">
              <button type="button" aria-expanded={row.isOpen} onClick={() => onToggle(row.id)}>
                <Chevron aria-hidden="true" />
                {row.label}
                {row.isOpen ? null : <span className="unit">{row.count}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Nothing({ isLoaded, search }: { isLoaded: boolean; search: string }) {
  if (!isLoaded) return <EmptyState title="Asking for the devices…" />;
  if (search.trim() !== '') return <EmptyState title="No device fits">Search for something else.</EmptyState>;
  return <EmptyState title="No devices">Add a module of devices and start Hutch again.</EmptyState>;
}
