import { CircleAlert, Info, Pause, TriangleAlert, X } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { formatClock } from '../components/format-time.ts';
import { HostButton } from '../components/HostButton.tsx';
import { LastKnown } from '../components/LastKnown.tsx';
import { type Alert, dismissAlert, useAlertsStore } from '../stores/alerts-store.ts';
import { inAlertOrder } from './alert-order.ts';

/** Everything that has failed or waits for a person, until it has been read, in the order of `inAlertOrder`. */
export function AlertStrip() {
  const alerts = useAlertsStore((state) => state.alerts);
  return (
    <div className="alerts">
      {inAlertOrder(alerts).map((alert) => (
        <AlertRow key={alert.id} alert={alert} />
      ))}
    </div>
  );
}

const TONES = { fault: 'fault', wait: 'wait', info: 'off' } as const;

/** Each kind has a shape of its own; a pause has the sign of pause, a warning the triangle. */
function AlertIcon({ alert }: { alert: Alert }) {
  if (alert.kind === 'fault') return <CircleAlert aria-hidden="true" />;
  if (alert.kind === 'info') return <Info aria-hidden="true" />;
  return alert.word ? <TriangleAlert aria-hidden="true" /> : <Pause aria-hidden="true" />;
}

function AlertRow({ alert }: { alert: Alert }) {
  const { kind, word, title, text, detail, actions } = alert;
  return (
    <div className={`alert alert-${kind}`} role={kind === 'fault' ? 'alert' : 'status'}>
      <AlertIcon alert={alert} />
      <div>
        {word ? <span className={`alert-word tone-${TONES[kind]}`}>{word} </span> : null}
        <b>{title}</b> {text} {alert.isDismissible ? null : <LastKnown />}
        {kind === 'fault' || (word && kind === 'wait') ? (
          <div className="alert-detail">
            {detail ? `${detail} · ` : ''}
            {formatClock(alert.time)}
          </div>
        ) : null}
      </div>
      <div className="alert-actions">
        {actions.map(({ label, perform, asksHost }) => {
          const Kind = asksHost ? HostButton : Button;
          return (
            <Kind key={label} onClick={perform}>
              {label}
            </Kind>
          );
        })}
        {alert.isDismissible ? <DismissButton alert={alert} /> : null}
      </div>
    </div>
  );
}

function DismissButton({ alert }: { alert: Alert }) {
  const { id, title, onDismiss } = alert;
  const Kind = onDismiss ? HostButton : Button;
  return (
    <Kind look="quiet" size="icon" aria-label={`Dismiss: ${title}`} onClick={onDismiss ?? (() => dismissAlert(id))}>
      <X aria-hidden="true" />
    </Kind>
  );
}
