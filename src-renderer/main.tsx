import '#shared/zod-config.ts';
import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLoadAlerts } from './alerts/load-alerts.ts';
import { startNoticeAlerts } from './alerts/notice-alerts.ts';
import { reportProblem } from './alerts/report-problem.ts';
import { startRestartAlert } from './alerts/restart-alert.ts';
import { startRunAlerts } from './alerts/run-alerts.ts';
import { App } from './app/App.tsx';
import { HostFeed } from './app/host-feed.ts';
import { createClient } from './client/create-client.ts';
import { ClientContext } from './client/use-client.ts';
import { startAppearance } from './stores/appearance-store.ts';
import { startDrafts } from './stores/drafts-store.ts';

startAppearance(window);
startDrafts(window.localStorage);
const client = createClient(window);
startRunAlerts(client, window.localStorage);
startLoadAlerts();
startNoticeAlerts(client);
startRestartAlert();
const feed = new HostFeed(client, (error) => reportProblem('The state of the host could not be read', error));
feed.start();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <ClientContext value={client}>
        <App />
      </ClientContext>
    </CSPProvider>
  </StrictMode>,
);
