import type { Host, SupplementalNames } from '../../host/create-host.ts';
import type { Application } from '../application-root.ts';
import type { Interrupts } from '../run-control/interrupts.ts';
import type { Terminal } from './terminal.ts';

/** A host of one's own, for the time of a command. */
export type OpenedHost = Pick<Host, 'api' | 'inspection' | 'dispose'>;

/** What a command works with. */
export interface CliContext {
  readonly application: Application;
  readonly terminal: Terminal;
  readonly interrupts: Interrupts;
  /** Starts a host with the plans and devices that ship, and with what is to be recorded beside every run. */
  openHost(supplemental?: SupplementalNames): Promise<OpenedHost>;
}
