import { findApplication } from '../application-root.ts';
import { Interrupts } from '../run-control/interrupts.ts';
import { processSurroundings } from './process-surroundings.ts';
import { runCli } from './run-cli.ts';

using interrupts = new Interrupts(process);
// Who presses a third time wants out at once, whatever is left behind.
interrupts.onInterrupt((count) => {
  if (count > 2) process.exit(130);
});
const surroundings = processSurroundings(findApplication(import.meta.url), interrupts);
const status = await runCli(surroundings, process.argv.slice(2));
// Not `process.exit`: standard output may still be on its way.
process.exitCode = status;
