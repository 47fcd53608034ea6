import { blueskyFigures } from './bluesky.ts';
import { FIGURES, type Figures, measureFigures } from './figures.ts';

/** `npm run bench [-- --json] [-- --bluesky]`: speed of the engine, medians of five runs. */
async function main(args: readonly string[]): Promise<void> {
  const json = args.includes('--json');
  const report = (line: string): void => {
    if (!json) console.log(line);
  };
  const figures = await measureFigures((name, value) => report(line(name, value)));
  if (args.includes('--bluesky')) {
    const bluesky = await blueskyFigures((text) => process.stderr.write(`${text}\n`));
    const ratios = ratiosOf(figures, bluesky);
    if (json) console.log(JSON.stringify({ ...figures, bluesky, ratios }));
    else for (const [name, ratio] of Object.entries(ratios)) report(`${name.padEnd(34)} ${ratio.toFixed(1)} x bluesky`);
    return;
  }
  if (json) console.log(JSON.stringify(figures));
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
    scanEvents: ratio('scanEventsPerSecond', 'scanEventsPerSecond'),
    scanEventsOfRawEngine: ratio('rawScanEventsPerSecond', 'rawScanEventsPerSecond'),
    callToStart: ratio('callToStartMs', 'callToStartMs'),
    pause: ratio('pauseMs', 'pauseMs'),
    resume: ratio('resumeMs', 'resumeMs'),
  };
}

await main(process.argv.slice(2));
