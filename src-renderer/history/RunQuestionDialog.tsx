import { Dialog } from '@base-ui/react/dialog';
import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RunSummary } from '#shared/contract/runs.ts';
import { HutchError } from '#shared/errors.ts';
import { failureAlertId } from '../alerts/failure-alert.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { formatNumber } from '../components/format-number.ts';
import { formatMoment } from '../components/format-time.ts';
import { HostButton } from '../components/HostButton.tsx';
import { showRun, useLiveStore } from '../live/live-store.ts';
import { dismissAlert } from '../stores/alerts-store.ts';
import { noteDeleted } from './deleted-runs-store.ts';
import { pointCount } from './outcome.ts';
import { closeRunQuestion, type RunQuestion, useRunQuestionStore } from './run-question-store.ts';

/** Asks before a run is gone on with or deleted: says what that will do. */
export function RunQuestionDialog() {
  const question = useRunQuestionStore((state) => state.question);
  if (!question) return null;
  return <Question key={`${question.act} ${question.run.uid}`} question={question} />;
}

function Question({ question: { act, run } }: { question: RunQuestion }) {
  const client = useClient();
  const total = usePlannedPoints(client, run.uid, act === 'continue');
  const [refusal, setRefusal] = useState<string>();
  const words = act === 'continue' ? continueWords(run, total) : deleteWords(run);
  const perform = (): void => {
    setRefusal(undefined);
    const done = act === 'continue' ? continueRun(client, run) : deleteRun(client, run.uid);
    done.then(closeRunQuestion, (thrown: unknown) => setRefusal(HutchError.from(thrown).message));
  };
  return (
    // Not modal: Stop and Abort can be pressed whatever is open.
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && closeRunQuestion()} modal={false} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Popup className="dialog">
          <Dialog.Title>{words.title}</Dialog.Title>
          <Dialog.Description>{words.text}</Dialog.Description>
          {refusal === undefined ? null : (
            <p className="why" role="alert">
              <span>
                <CircleAlert aria-hidden="true" />
                {refusal}
              </span>
            </p>
          )}
          <div className="dialog-buttons">
            <HostButton look={act === 'continue' ? 'primary' : 'stop'} onClick={perform}>
              {words.verb}
            </HostButton>
            <Dialog.Close render={<Button>Cancel</Button>} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface QuestionWords {
  title: string;
  text: string;
  verb: string;
}

function continueWords(run: RunSummary, total: number | undefined): QuestionWords {
  const from = formatNumber(run.continue_from ?? 1);
  const points = missingWords(run.continue_from ?? 1, total);
  return {
    title: `Continue ${runName(run)} from point ${from}?`,
    text: `${run.plan_name ?? 'The plan'} runs again ${points} as a new run that is linked to this one. It moves to the first missing point, and takes its turn at the back of the queue.`,
    verb: `Continue from point ${from}`,
  };
}

function missingWords(from: number, total: number | undefined): string {
  if (total === undefined) return `from point ${formatNumber(from)} on`;
  return from === total
    ? `for point ${formatNumber(from)}`
    : `for points ${formatNumber(from)} to ${formatNumber(total)}`;
}

function deleteWords(run: RunSummary): QuestionWords {
  const count = pointCount(run);
  const began = formatMoment(run.started_at, Date.now() / 1000);
  const purpose = run.purpose ? ` (${run.purpose})` : '';
  return {
    title: `Delete ${runName(run)}?`,
    text: `${runName(run)}${purpose}, begun ${began}, with its ${formatNumber(count)} ${count === 1 ? 'point' : 'points'}, all its documents and arrays. This cannot be undone.`,
    verb: `Delete ${runName(run)}`,
  };
}

function runName({ plan_name, scan_id }: RunSummary): string {
  return [plan_name ?? 'run', scan_id === null ? undefined : formatNumber(scan_id)].filter(Boolean).join(' ');
}

/** Whoever goes on with a run has read why it ended. */
async function continueRun(client: HutchClient, { uid, task_id }: RunSummary): Promise<void> {
  await client.request('runs.continue', { uid });
  if (task_id !== null) dismissAlert(failureAlertId(task_id));
}

async function deleteRun(client: HutchClient, uid: string): Promise<void> {
  await client.request('runs.delete', { uids: [uid], confirm: true });
  noteDeleted(uid);
  if (useLiveStore.getState().opened?.uid === uid) showRun(null);
}

/** How many points the plan had announced, from the start document; `undefined` while nobody knows. */
function usePlannedPoints(client: HutchClient, uid: string, isWanted: boolean): number | undefined {
  const [total, setTotal] = useState<number>();
  useEffect(() => {
    if (!isWanted) return;
    const asking = new AbortController();
    client.request('runs.documents', { uid, offset: 0, limit: 1 }, { signal: asking.signal }).then(
      ({ documents }) => {
        const announced = documents[0]?.doc.num_points;
        if (typeof announced === 'number') setTotal(announced);
      },
      // The question can be answered without it.
      () => undefined,
    );
    return () => asking.abort();
  }, [client, uid, isWanted]);
  return total;
}
