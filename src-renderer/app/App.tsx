import { AlertStrip } from '../alerts/AlertStrip.tsx';
import { Panel } from '../components/Panel.tsx';
import { DevicesPanel } from '../devices/DevicesPanel.tsx';
import { RunQuestionDialog } from '../history/RunQuestionDialog.tsx';
import { LivePanel } from '../live/LivePanel.tsx';
import { PlansPanel } from '../plans/PlansPanel.tsx';
import { BottomPanel } from '../queue/BottomPanel.tsx';
import { Rail } from '../rail/Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Strips } from './Strips.tsx';

/** The whole window: rail, work area, status bar. */
export function App() {
  return (
    <div className="app">
      <Rail />
      <Strips />
      <main className="work">
        <Panel name="Plans" className="area-plans">
          <PlansPanel />
        </Panel>
        <Panel name="Live" className="area-live">
          <LivePanel notice={<AlertStrip />} />
        </Panel>
        <Panel name="Devices" className="area-devices">
          <DevicesPanel />
        </Panel>
        <Panel name="Queue, history and log" className="area-bottom">
          <BottomPanel />
        </Panel>
      </main>
      <StatusBar />
      <RunQuestionDialog />
    </div>
  );
}
