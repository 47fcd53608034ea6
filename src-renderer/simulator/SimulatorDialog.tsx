import './simulator.css';
import { Dialog } from '@base-ui/react/dialog';
import { Button } from '../components/Button.tsx';
import { SimulatorPanel } from './SimulatorPanel.tsx';

/** Says that what one sees is simulated, and opens the switches that let it fail. `label` is what it says. */
export function SimulatorDialog({ label }: { label: string }) {
  return (
    // Not modal: Stop and Abort can be pressed whatever is open, and one watches what a fault does.
    <Dialog.Root modal={false} disablePointerDismissal>
      <Dialog.Trigger className="tag tag-sim sim-open" title="Let simulated devices fail">
        {label}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Popup className="dialog simulator">
          <Dialog.Title>
            Simulator <span className="tag tag-sim">not real</span>
          </Dialog.Title>
          <Dialog.Description>
            Each of these devices can fail as a real one does: it stalls, disconnects, reports an alarm. Nothing here
            reaches hardware.
          </Dialog.Description>
          <SimulatorPanel />
          <Dialog.Close render={<Button>Close</Button>} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
