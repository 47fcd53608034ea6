import type { Connection } from '../client/connection.ts';
import { Age } from '../components/Age.tsx';
import { THEMES, useAppearanceStore } from '../stores/appearance-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { HelpDialog } from './HelpDialog.tsx';

/** The line at the foot: connection, version, theme, density. */
export function StatusBar() {
  const { connection, info } = useHostStore();
  const { theme, density } = useAppearanceStore();
  return (
    <footer className="status">
      <ConnectionWords connection={connection} />
      {info ? <span>Hutch {info.version}</span> : null}
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

function ConnectionWords({ connection }: { connection: Connection }) {
  switch (connection.status) {
    case 'connecting':
      return <span role="status">connecting…</span>;
    case 'connected':
      return <span role="status">connected</span>;
    case 'lost':
      return (
        <span className="tone-fault">
          <span role="alert">connection lost</span> <Age since={connection.since / 1000} />, trying again
        </span>
      );
    case 'closed':
      return <span role="status">closed</span>;
  }
}
