import { Dialog } from '@base-ui/react/dialog';
import type { HostInfo } from '#shared/contract/host.ts';
import type { StoreStatus } from '#shared/contract/runs.ts';
import { Button } from '../components/Button.tsx';
import { formatBytes } from '../components/format-bytes.ts';
import { formatNumber } from '../components/format-number.ts';
import { useHostStore } from '../stores/host-store.ts';
import { freeWords } from './store-words.ts';
import { useStoreStatus } from './use-store-status.ts';

interface AboutDialogProps {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** Which Hutch this is, what it was configured with, and where it keeps what must last. */
export function AboutDialog({ isOpen, onOpenChange }: AboutDialogProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange} modal={false}>
      <Dialog.Portal>
        <Dialog.Popup className="dialog">
          <Dialog.Title>About this Hutch</Dialog.Title>
          <Facts />
          <Dialog.Close render={<Button>Close</Button>} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Facts() {
  const info = useHostStore((state) => state.info);
  const store = useStoreStatus();
  const facts = [...(info ? hostFacts(info) : []), ...(store ? storeFacts(store) : [])];
  return (
    <dl className="about">
      {facts.map(([label, value]) => (
        <Fact key={label} label={label} value={value} />
      ))}
    </dl>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

type Facts = [label: string, value: string][];

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

function hostFacts({ version, beamline, started_at, served_by, workspace }: HostInfo): Facts {
  return [
    ['Version', version],
    ['Beamline', beamline],
    ['Started', moment.format(started_at * 1000)],
    ...(served_by
      ? [['Process', `${served_by.pid} of ${served_by.user} on ${served_by.host}`] satisfies Facts[number]]
      : []),
    ['Workspace', workspace.name],
    ['Configuration', workspace.files.join(', ') || 'none: the beamline that ships'],
  ];
}

function storeFacts({ kind, path, bytes, runs, documents, free_bytes, free_fraction }: StoreStatus): Facts {
  const counts: Facts[number] = ['Recorded', `${formatNumber(runs)} runs, ${formatNumber(documents)} documents`];
  if (kind === 'memory') return [['Store', 'in memory: nothing outlasts this Hutch'], counts];
  return [
    ['Store', `${path ?? ''}, ${formatBytes(bytes)}`],
    counts,
    ...(free_bytes === null || free_fraction === null
      ? []
      : [['Disk', `${formatBytes(free_bytes)}, ${freeWords(free_fraction)}`] satisfies Facts[number]]),
  ];
}
