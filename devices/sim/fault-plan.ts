import { closestName, type Device, HutchError, type LazyDevice } from '@hutch/sdk';

/** A fault that is thrown beforehand: at which operation of the device, counted from 1. */
export interface PlannedFault {
  readonly kind: string;
  readonly operation: number;
}

/** The faults of each device that has switches, by its dotted path. */
type KnownFaults = ReadonlyMap<string, readonly string[]>;

/**
 * What `HUTCH_SIM_FAULT` asks for: `det:fail@5,stage.x:stall` lets the fifth trigger of `det` fail and the first move of `stage.x` stall.
 * What it cannot read is refused at once; devices and faults that there are not, when the first device looks what is planned for it.
 */
export class FaultPlan {
  readonly #faults: ReadonlyMap<string, PlannedFault>;
  readonly #beamline: () => readonly LazyDevice[];
  #complaint: HutchError | undefined;
  #checked = false;

  /** `beamline` gives the devices whose names may stand in it; without, nothing is checked. Throws `invalid_config`. */
  constructor(text = '', beamline?: () => readonly LazyDevice[]) {
    this.#faults = parse(text);
    this.#beamline = beamline ?? (() => []);
    this.#checked = beamline === undefined;
  }

  /** The fault that is planned for the device at `path`. Throws `invalid_config` for a plan with a name that is wrong, wherever it stands. */
  for(path: string): PlannedFault | undefined {
    if (!this.#checked) {
      this.#checked = true;
      this.#complaint = this.#check();
    }
    if (this.#complaint) throw this.#complaint;
    return this.#faults.get(path);
  }

  #check(): HutchError | undefined {
    if (this.#faults.size === 0) return undefined;
    const known: KnownFaults = new Map(this.#beamline().flatMap((lazy) => switchesBelow(lazy.get(), lazy.name)));
    for (const [path, { kind }] of this.#faults) {
      const kinds = known.get(path);
      if (!kinds) return complaint(`there is no simulated device '${path}'`, path, [...known.keys()]);
      if (!kinds.includes(kind)) {
        return complaint(`${path} has no fault '${kind}'`, kind, kinds, `it knows ${kinds.join(', ')}`);
      }
    }
    return undefined;
  }
}

function parse(text: string): ReadonlyMap<string, PlannedFault> {
  const entries = text.split(',').filter((entry) => entry.trim() !== '');
  return new Map(
    entries.map((entry) => {
      const [, device, kind, operation = '1'] = entry.trim().match(/^([\w.]+):(\w+)(?:@([1-9]\d*))?$/) ?? [];
      if (device && kind) return [device, { kind, operation: Number(operation) }];
      const sentence = `HUTCH_SIM_FAULT: '${entry.trim()}' is not written as device:fault or device:fault@operation, as in det:fail@5`;
      throw new HutchError('invalid_config', sentence);
    }),
  );
}

function switchesBelow(device: Device, path: string): (readonly [string, readonly string[]])[] {
  const found: (readonly [string, readonly string[]])[] = [];
  for (const [key, child] of device.children()) {
    if (key === 'sim') found.push([path, kindsOf(child)]);
    else found.push(...switchesBelow(child, `${path}.${key}`));
  }
  return found;
}

function kindsOf(panel: Device): readonly string[] {
  return (panel as { kinds?: readonly string[] }).kinds ?? [];
}

function complaint(what: string, typed: string, names: readonly string[], ...more: string[]): HutchError {
  const near = closestName(typed, names);
  const hints = [...(near ? [`did you mean ${near}?`] : []), ...more];
  const sentence = [`HUTCH_SIM_FAULT: ${what}`, ...hints].join('; ');
  return new HutchError('invalid_config', sentence, { details: { known: [...names] } });
}
