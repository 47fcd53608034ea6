import { HutchProcess } from '../fixtures/hutch-process.ts';
import { ROOT } from '../fixtures/root.ts';
import { audit } from './audit.ts';
import { CrashClient } from './crash-client.ts';
import { keepBusy } from './keep-busy.ts';
import { Ledger } from './ledger.ts';
import { seededRandom } from './seeded-random.ts';

export interface CrashOptions {
  /** How often it is killed. */
  kills: number;
  /** The same seed draws the same moments. */
  seed: number;
  /** State folder of the Hutch that is killed. */
  state: string;
  report?: (line: string) => void;
}

export interface CrashReport {
  kills: number;
  /** Documents that the client saw. */
  documents: number;
  /** Requests that were accepted. */
  accepted: number;
  /** Everything that was lost or doubled; empty is what is hoped for. */
  findings: string[];
}

/** A Hutch works at most so long before it is killed. */
const LONGEST_LIFE_MS = 1500;
/** One in so many kills comes while Hutch is still starting, and perhaps still mending what the last kill left. */
const EARLY_ONE_IN = 5;
const LONGEST_START_MS = 900;
const LONGEST_WAIT_MS = 5000;

/** Starts a Hutch, lets a client work with it, kills it at a random moment; again and again on one state folder, with an audit at every start. */
export async function crashRounds({
  kills,
  seed,
  state,
  report = () => undefined,
}: CrashOptions): Promise<CrashReport> {
  const random = seededRandom(seed);
  const ledger = new Ledger();
  const scope = { audited: new Set<string>() };
  const findings: string[] = [];
  for (let kill = 1; kill <= kills && findings.length === 0; kill += 1) {
    const hutch = start(state);
    if (kill > 1 && Math.floor(random() * EARLY_ONE_IN) === 0) {
      await sleep(random() * LONGEST_START_MS);
      await hutch.dispose();
      report(`kill ${kill} of ${kills}: while it was starting`);
      continue;
    }
    const client = await connect(hutch);
    findings.push(...(await audit(client, ledger, scope)));
    await client.follow('events', (event) => ledger.see(event));
    const busy = keepBusy(client, ledger, random);
    if (random() < 0.5) await Promise.race([busy, documentsCome(ledger)]);
    await Promise.race([busy, sleep(random() * LONGEST_LIFE_MS)]);
    await hutch.dispose();
    client.close();
    await busy;
    report(`kill ${kill} of ${kills}: ${ledger.seen} documents seen, ${ledger.accepted.size} requests accepted`);
  }
  // The last word: everything, compared once more.
  const hutch = start(state);
  const client = await connect(hutch);
  findings.push(...(await audit(client, ledger, { audited: new Set() })));
  client.close();
  await hutch.dispose();
  return { kills, documents: ledger.seen, accepted: ledger.accepted.size, findings };
}

/** Half the kills come only once a run is under way, and documents are on their way to the client. */
async function documentsCome(ledger: Ledger): Promise<void> {
  const before = ledger.seen;
  const until = performance.now() + LONGEST_WAIT_MS;
  while (ledger.seen === before && performance.now() < until) await sleep(5);
}

function start(state: string): HutchProcess {
  return new HutchProcess(['out/main/cli.js', 'serve', '--port', '0'], {
    cwd: ROOT,
    env: { HUTCH_STATE_DIR: state, HUTCH_SIM_SPEED: '200' },
  });
}

async function connect(hutch: HutchProcess): Promise<CrashClient> {
  const [, url = ''] = await hutch.says(/at (http:\/\/127\.0\.0\.1:\d+\/)/, 30_000);
  return CrashClient.connect(url);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
