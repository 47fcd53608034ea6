import { type Device, HutchError } from '@hutch/sdk';
import type { SimPanel } from './sim-panel.ts';

/** Why a simulated device cannot be reached, as its errors say it. */
const NO_ANSWER = 'the controller does not answer';

/** A signal whose connection can be taken away. */
export interface Losable {
  lose(cause: string | null): void;
}

/** Takes the connection of `signals` away while `disconnect` is thrown on the panel, and gives it back afterwards. */
export function loseWith(panel: SimPanel, signals: readonly Losable[]): void {
  panel.onChange(() => {
    const lost = panel.active === 'disconnect' ? NO_ANSWER : null;
    for (const signal of signals) signal.lose(lost);
  });
}

/** The error of an operation on a device that is lost. */
export function notAnswering({ path, name }: Device): HutchError {
  return new HutchError('not_connected', `${path} (sim://${name}): ${NO_ANSWER}`);
}
