import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import type { InspectReport } from '#shared/contract/inspect.ts';
import type { JsonObject } from '#shared/json.ts';
import { Button } from '../components/Button.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { InspectSummary } from './InspectSummary.tsx';
import { MessageSteps } from './MessageSteps.tsx';

type Page = 'summary' | 'messages';

interface InspectButtonProps {
  plan: string;
  params: JsonObject;
  /** `null` where nothing is known: then the button says so instead. */
  report: InspectReport | null;
}

/** Opens all that the look ahead has found: a summary, and the messages of the plan one by one. */
export function InspectButton({ plan, params, report }: InspectButtonProps) {
  const unreachable = useUnreachableReason();
  const [isOpen, setIsOpen] = useState(false);
  const [page, setPage] = useState<Page>('summary');
  return (
    // Not modal: Stop and Abort can be pressed whatever is open.
    <Dialog.Root open={isOpen && report !== null} onOpenChange={setIsOpen} modal={false}>
      <Button
        size="tall"
        reason={
          unreachable ?? (report ? undefined : 'There is nothing to look at yet: the form above says what is missing')
        }
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        Inspect
      </Button>
      <Dialog.Portal>
        <Dialog.Popup className="dialog inspect">
          <Dialog.Title>What {plan} would do</Dialog.Title>
          {report ? (
            <div className="inspect-body">
              <Tabs<Page>
                name="Parts of the inspection"
                tabs={[
                  { id: 'summary', label: 'Summary' },
                  { id: 'messages', label: 'Messages', count: report.messages },
                ]}
                selected={page}
                onSelect={setPage}
              >
                {page === 'summary' ? (
                  <InspectSummary report={report} />
                ) : (
                  <MessageSteps plan={plan} params={params} total={report.messages} />
                )}
              </Tabs>
            </div>
          ) : null}
          <Dialog.Description className="sr-only">
            Nothing moves and no device is connected for this: stand-ins answer in place of the devices.
          </Dialog.Description>
          <Dialog.Close render={<Button>Close</Button>} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
