import {
  type ConnectOptions,
  type HutchError,
  type SoftSetter,
  type SoftSignalR,
  StandardReadable,
  softSignalR,
  string,
} from '@hutch/sdk';
import { type Losable, loseWith, notAnswering } from './sim-connection.ts';
import { type FaultKind, SimPanel } from './sim-panel.ts';
import type { SimWorld } from './sim-world.ts';

/** What all simulated devices share: the world that they are in, a word for what they do, and the switches that let them fail. */
export abstract class SimDevice extends StandardReadable {
  /** `idle`, or what it does: `moving`, `stopping`, `counting`. */
  readonly activity: SoftSignalR<string>;
  readonly sim: SimPanel;
  protected readonly world: SimWorld;
  protected readonly setActivity: SoftSetter<string>;

  constructor(world: SimWorld, faults: readonly FaultKind[], description?: string) {
    super({ simulated: true, ...(description !== undefined && { description }) });
    this.world = world;
    [this.activity, this.setActivity] = softSignalR(string, { initial: 'idle', scheme: 'sim' });
    this.sim = new SimPanel(faults, world.faults);
  }

  /**
   * Lets the switches act: takes the connection of the signals behind `setters` away while `disconnect` is thrown, and calls `show` after
   * every change. To be called at the end of a subclass's constructor.
   */
  protected followFaults(setters: readonly Losable[], show: () => void = () => undefined): void {
    loseWith(this.sim, setters);
    this.sim.onChange(show);
  }

  /** The error of an operation on a device that is lost. */
  protected notConnected(): HutchError {
    return notAnswering(this);
  }

  protected override async connectSelf(options: ConnectOptions): Promise<void> {
    await super.connectSelf(options);
    this.sim.applyPlan(this.path);
  }
}
