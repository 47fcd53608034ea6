import { findApplication } from '../application-root.ts';
import { Interrupts } from '../run-control/interrupts.ts';
import { runCli } from './run-cli.ts';
import { processTerminal } from './terminal.ts';

const application = findApplication(import.meta.url);
using interrupts = new Interrupts(process);
// Who presses a third time wants out at once, whatever is left behind.
interrupts.onInterrupt((count) => {
  if (count > 2) process.exit(130);
});
const status = await runCli(
  {
    application,
    interrupts,
    terminal: processTerminal(),
    openHost: async (supplemental) => (await import('../open-host.ts')).openHost(application, [], supplemental),
  },
  process.argv.slice(2),
);
// Not `process.exit`: standard output may still be on its way.
process.exitCode = status;
