import { useState } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { HistoryPanel } from '../history/HistoryPanel.tsx';
import { LogPanel } from '../log/LogPanel.tsx';

type BottomTab = 'queue' | 'history' | 'log';

/** Queue, history and log, one at a time. */
export function BottomPanel() {
  const [tab, setTab] = useState<BottomTab>('queue');
  return (
    <Tabs<BottomTab>
      name="Queue, history and log"
      tabs={[
        { id: 'queue', label: 'Queue' },
        { id: 'history', label: 'History' },
        { id: 'log', label: 'Log' },
      ]}
      selected={tab}
      onSelect={setTab}
    >
      {tab === 'queue' ? <EmptyState title="Nothing waits">Run a plan: it will stand here.</EmptyState> : null}
      {tab === 'history' ? <HistoryPanel /> : null}
      {tab === 'log' ? <LogPanel /> : null}
    </Tabs>
  );
}
