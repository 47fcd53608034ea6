import { useState } from 'react';
import { Tabs } from '../components/Tabs.tsx';
import { HistoryPanel } from '../history/HistoryPanel.tsx';
import { LogPanel } from '../log/LogPanel.tsx';
import { countProblems, useLogStore } from '../log/log-store.ts';
import { useLogFeed } from '../log/use-log-feed.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { QueueDialogs } from './QueueDialogs.tsx';
import { QueueNoticeLine } from './QueueNoticeLine.tsx';
import { QueueSwitch } from './QueueSwitch.tsx';
import { QueueTable } from './QueueTable.tsx';
import { QueueToolbar } from './QueueToolbar.tsx';
import './queue.css';

type BottomTab = 'queue' | 'history' | 'log';

/** Queue, history and log, one at a time. */
export function BottomPanel() {
  const [tab, setTab] = useState<BottomTab>('queue');
  // The tab counts what the log complains of, whether it is open or not.
  useLogFeed();
  const problems = useLogStore(({ lines }) => countProblems(lines));
  const waiting = useTasksStore(({ tasks }) => tasks.filter(({ state }) => state === 'waiting').length);
  return (
    <Tabs<BottomTab>
      name="Queue, history and log"
      tabs={[
        { id: 'queue', label: 'Queue', count: waiting > 0 ? waiting : undefined },
        { id: 'history', label: 'History' },
        { id: 'log', label: 'Log', count: problems > 0 ? problems : undefined },
      ]}
      selected={tab}
      onSelect={setTab}
      aside={
        tab === 'queue' ? (
          <div className="queue-aside">
            <QueueToolbar />
            <QueueSwitch />
          </div>
        ) : undefined
      }
      notice={tab === 'queue' ? <QueueNoticeLine /> : undefined}
    >
      {tab === 'queue' ? <QueueTable /> : null}
      {tab === 'history' ? <HistoryPanel /> : null}
      {tab === 'log' ? <LogPanel /> : null}
      <QueueDialogs />
    </Tabs>
  );
}
