import type { Connection } from '../client/connection.ts';
import { Age } from '../components/Age.tsx';
import { LastKnown } from '../components/LastKnown.tsx';
import { ExportNotes } from '../history/ExportNotes.tsx';
import { THEMES, useAppearanceStore } from '../stores/appearance-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useLostSince } from '../stores/use-lost-since.ts';
import { HelpDialog } from './HelpDialog.tsx';
import { HostMenu } from './HostMenu.tsx';
import { storeWords } from './store-words.ts';
import { useStoreStatus } from './use-store-status.ts';

/** The line at the foot: connection, version, store, theme, density. */
export function StatusBar() {
  const { connection, info } = useHostStore();
  const { theme, density } = useAppearanceStore();
  return (
    <footer className="status">
      <ConnectionWords connection={connection} />
      {info ? <HostMenu /> : null}
      <StoreFact />
      <ExportNotes />
      <span className="spacer" />
      <fieldset className="choices">
        <legend className="sr-only">Theme</legend>
        {THEMES.map((each) => (
          <button
            key={each}
            type="button"
            className="choice"
            aria-pressed={each === theme}
            onClick={() => useAppearanceStore.setState({ theme: each })}
          >
            {each}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        className="choice"
        aria-pressed={density === 'compact'}
        onClick={() => useAppearanceStore.setState({ density: density === 'compact' ? 'normal' : 'compact' })}
      >
        compact
      </button>
      <HelpDialog />
    </footer>
  );
}

/** Where runs are kept, and how full it is there. */
function StoreFact() {
  const status = useStoreStatus();
  const isLost = useLostSince() !== undefined;
  if (!status) return null;
  return (
    <span className={status.space === 'ok' ? undefined : 'tone-wait'} title={status.path ?? undefined}>
      {storeWords(status)}
      {isLost ? (
        <>
          , <LastKnown />
        </>
      ) : null}
    </span>
  );
}

function ConnectionWords({ connection }: { connection: Connection }) {
  switch (connection.status) {
    case 'connecting':
      return <span role="status">connecting…</span>;
    case 'connected':
      return <span role="status">connected</span>;
    case 'lost':
      return (
        <span className="tone-fault">
          connection lost <Age since={connection.since / 1000} />
        </span>
      );
    case 'closed':
      return <span role="status">closed</span>;
  }
}
