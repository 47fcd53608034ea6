import { Octagon, Pause, Play, Square } from 'lucide-react';
import { useEffect } from 'react';
import { reportProblem } from '../alerts/report-problem.ts';
import { SHORTCUTS, useShortcut } from '../app/shortcuts.ts';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { applyWorkerStatus, useWorkerStore } from '../stores/worker-store.ts';
import { AbortConfirm } from './AbortConfirm.tsx';
import { useAbort } from './use-abort.ts';
import { verbRules } from './verb-rules.ts';

/** Pause or Resume, Stop, Abort: always at the right edge, in the same order; strong only while they act. */
export function Verbs() {
  const client = useClient();
  const state = useWorkerStore((worker) => worker.state);
  const rules = verbRules(state, useReadOnlyReason());
  const pauseOrResume = (): void => {
    const asked =
      rules.pause.verb === 'Resume'
        ? client.request('worker.resume', {})
        : client.request('worker.pause', { defer: false });
    asked.then(applyWorkerStatus, (error: unknown) => reportProblem(`${rules.pause.verb} did not work`, error));
  };
  const stop = (): void => {
    client
      .request('worker.stop', {})
      .then(applyWorkerStatus, (error: unknown) => reportProblem('Stop did not work', error));
  };
  const abort = useAbort();
  useShortcut('pause', () => rules.pause.reason === undefined && pauseOrResume());
  useShortcut('stop', () => rules.stop.reason === undefined && stop());
  useShortcut('abort', () => rules.abort.reason === undefined && abort.press());
  const { disarm } = abort;
  const canAbort = rules.abort.reason === undefined;
  useEffect(() => {
    if (!canAbort) disarm();
  }, [canAbort, disarm]);
  const PauseIcon = rules.pause.verb === 'Resume' ? Play : Pause;
  return (
    <fieldset className="verbs" aria-label="Run control">
      <Button
        size="tall"
        look={rules.pause.verb === 'Resume' ? 'primary' : 'plain'}
        reason={rules.pause.reason}
        title={rules.pause.reason ?? SHORTCUTS.pause.keys}
        onClick={pauseOrResume}
      >
        <PauseIcon aria-hidden="true" />
        {rules.pause.verb}
      </Button>
      <Button
        size="tall"
        look="stop"
        reason={rules.stop.reason}
        title={
          rules.stop.reason ??
          `Ends the plan through its cleanup and keeps its data as a success (${SHORTCUTS.stop.keys})`
        }
        onClick={stop}
      >
        <Square aria-hidden="true" />
        Stop
      </Button>
      <div className="abort">
        <Button
          size="tall"
          look="abort"
          className={abort.isArmed ? 'btn-armed' : ''}
          reason={rules.abort.reason}
          title={
            rules.abort.reason ??
            `Ends the plan through its cleanup and marks its run as aborted (${SHORTCUTS.abort.keys})`
          }
          onClick={abort.press}
        >
          <Octagon aria-hidden="true" />
          {abort.isArmed ? 'Confirm' : 'Abort'}
        </Button>
        {abort.isArmed ? <AbortConfirm abort={abort} /> : null}
      </div>
    </fieldset>
  );
}
