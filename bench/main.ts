import { prepareBluesky } from './bluesky.ts';
import { FIGURES, type Figures, measureFigures } from './figures.ts';
import { median } from './median.ts';

const MAKING = 'making a virtual environment with bluesky in .cache/venv\n';

/** `npm run bench [-- --json] [-- --bluesky]`: speed of the engine, medians of five runs. */
async function main(args: readonly string[]): Promise<void> {
  const json = args.includes('--json');
  const report = (line: string): void => {
    if (!json) console.log(line);
  };
  const measureBluesky = args.includes('--bluesky') ? await prepareBluesky(() => process.stderr.write(MAKING)) : null;
  const rounds: Record<string, number>[] = [];
  const figures = await measureFigures(
    (name, value) => report(line(name, value)),
    async () => {
      if (measureBluesky !== null) rounds.push(await measureBluesky());
    },
  );
  if (measureBluesky !== null) {
    const bluesky = mediansOf(rounds);
    const ratios = ratiosOf(figures, bluesky);
    if (json) console.log(JSON.stringify({ ...figures, bluesky, ratios }));
    else for (const [name, ratio] of Object.entries(ratios)) report(`${name.padEnd(34)} ${ratio.toFixed(1)} x bluesky`);
    return;
  }
  if (json) console.log(JSON.stringify(figures));
}

/** The median of each figure over all rounds. */
function mediansOf(rounds: readonly Record<string, number>[]): Record<string, number> {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => round[name] ?? Number.NaN))]));
}

function line(name: keyof Figures, value: number): string {
  const { unit, digits } = FIGURES[name];
  return `${name.padEnd(28)} ${value.toFixed(digits).padStart(12)} ${unit}`;
}

/** How many times as fast as Bluesky; for latencies, how many times as short. */
function ratiosOf(figures: Figures, bluesky: Record<string, number>): Record<string, number> {
  const ratio = (ours: keyof Figures, theirs: string): number => {
    const reference = bluesky[theirs] ?? Number.NaN;
    return FIGURES[ours].unit === 'ms' ? reference / figures[ours] : figures[ours] / reference;
  };
  return {
    nullMessages: ratio('nullMessagesPerSecond', 'nullMessagesPerSecond'),
    countEvents: ratio('countEventsPerSecond', 'countEventsPerSecond'),
    countEventsOfRawEngine: ratio('rawCountEventsPerSecond', 'rawCountEventsPerSecond'),
    storedCountEvents: ratio('storedCountEventsPerSecond', 'countEventsPerSecond'),
    scanEvents: ratio('scanEventsPerSecond', 'scanEventsPerSecond'),
    scanEventsOfRawEngine: ratio('rawScanEventsPerSecond', 'rawScanEventsPerSecond'),
    callToStart: ratio('callToStartMs', 'callToStartMs'),
    pause: ratio('pauseMs', 'pauseMs'),
    resume: ratio('resumeMs', 'resumeMs'),
  };
}

await main(process.argv.slice(2));
