import { Menu } from '@base-ui/react/menu';
import { ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { useHostStore } from '../stores/host-store.ts';
import { AboutDialog } from './AboutDialog.tsx';
import { useReload } from './use-reload.ts';

/** What is done to this Hutch as a whole, and what it is. */
export function HostMenu() {
  const version = useHostStore(({ info }) => info?.version);
  const { reload, reason } = useReload();
  const [isAboutOpen, setAboutOpen] = useState(false);
  return (
    <>
      {/* Not modal: Stop and Abort can be pressed whatever is open. */}
      <Menu.Root modal={false}>
        <Menu.Trigger className="choice host-menu">
          Hutch {version}
          <ChevronUp aria-hidden="true" />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="popup-place" side="top" align="start" sideOffset={4}>
            <Menu.Popup className="menu">
              <Menu.Item className="menu-item" disabled={reason !== undefined} title={reason} onClick={reload}>
                Reload plans and devices
              </Menu.Item>
              <Menu.Item className="menu-item" onClick={() => setAboutOpen(true)}>
                About this Hutch
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <AboutDialog isOpen={isAboutOpen} onOpenChange={setAboutOpen} />
    </>
  );
}
