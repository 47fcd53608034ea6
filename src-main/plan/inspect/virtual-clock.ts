/** What time is spent on. `exposing` includes flights; `other` is what the engine itself needs. */
export interface TimeSpent {
  exposing: number;
  moving: number;
  waiting: number;
  other: number;
}

/** What devices may be busy with. */
export type Activity = 'exposing' | 'moving';

interface Appointment {
  readonly atS: number;
  readonly callBack: () => void;
}

/**
 * The time of an inspection, in seconds from its start. Nothing waits: whoever would wait moves the clock on. It knows how long devices are
 * busy, and so what the time that passes is spent on: what is exposed meanwhile counts as exposing, else what moves as moving.
 */
export class VirtualClock {
  readonly spent: TimeSpent = { exposing: 0, moving: 0, waiting: 0, other: 0 };
  readonly #busyUntilS: Record<Activity, number> = { exposing: 0, moving: 0 };
  #nowS = 0;
  #appointments: Appointment[] = [];

  get nowS(): number {
    return this.#nowS;
  }

  /** A device is busy for `seconds` from now on. Returns when it will be done. */
  begin(activity: Activity, seconds: number): number {
    const endS = this.#nowS + Math.max(0, seconds);
    this.#busyUntilS[activity] = Math.max(this.#busyUntilS[activity], endS);
    return endS;
  }

  /** Moves the clock to `toS`, and calls back what was to happen until then. A moment that has passed, or never comes, changes nothing. */
  advanceTo(toS: number, idle: 'waiting' | 'other' = 'waiting'): void {
    const fromS = this.#nowS;
    if (!(toS > fromS) || toS === Number.POSITIVE_INFINITY) return;
    const exposedS = Math.max(fromS, Math.min(this.#busyUntilS.exposing, toS));
    const movedS = Math.max(exposedS, Math.min(this.#busyUntilS.moving, toS));
    this.spent.exposing += exposedS - fromS;
    this.spent.moving += movedS - exposedS;
    this.spent[idle] += toS - movedS;
    this.#nowS = toS;
    if (this.#appointments.length > 0) this.#keepAppointments();
  }

  /** Calls back when the clock reaches `atS`. Returns the function that takes it back. */
  at(atS: number, callBack: () => void): () => void {
    const appointment = { atS, callBack };
    this.#appointments.push(appointment);
    return () => {
      this.#appointments = this.#appointments.filter((each) => each !== appointment);
    };
  }

  #keepAppointments(): void {
    const due = this.#appointments.filter(({ atS }) => atS <= this.#nowS).sort((a, b) => a.atS - b.atS);
    if (due.length === 0) return;
    this.#appointments = this.#appointments.filter(({ atS }) => atS > this.#nowS);
    for (const { callBack } of due) callBack();
  }
}
