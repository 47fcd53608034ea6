import { CircleAlert, Pause, X } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { formatClock } from '../components/format-time.ts';
import { type Alert, dismissAlert, useAlertsStore } from '../stores/alerts-store.ts';

/** Everything that has failed or waits for a person, until it has been read. The newest stands on top. */
export function AlertStrip() {
  const alerts = useAlertsStore((state) => state.alerts);
  return (
    <div className="alerts">
      {alerts.toReversed().map((alert) => (
        <AlertRow key={alert.id} alert={alert} />
      ))}
    </div>
  );
}

function AlertRow({ alert }: { alert: Alert }) {
  const Icon = alert.kind === 'fault' ? CircleAlert : Pause;
  return (
    <div className={`alert alert-${alert.kind}`} role={alert.kind === 'fault' ? 'alert' : 'status'}>
      <Icon aria-hidden="true" />
      <div>
        <b>{alert.title}</b> {alert.text}
        {alert.kind === 'fault' ? (
          <div className="alert-detail">
            {alert.detail ? `${alert.detail} · ` : ''}
            {formatClock(alert.time)}
          </div>
        ) : null}
      </div>
      <div className="alert-actions">
        {alert.actions.map(({ label, perform }) => (
          <Button key={label} onClick={perform}>
            {label}
          </Button>
        ))}
        {alert.isDismissible ? (
          <Button
            look="quiet"
            size="icon"
            aria-label={`Dismiss: ${alert.title}`}
            onClick={() => dismissAlert(alert.id)}
          >
            <X aria-hidden="true" />
          </Button>
        ) : null}
      </div>
    </div>
  );
}
