/** A movement in time along one axis. Positions in the units of the axis, times in seconds from the start. */
export interface Motion {
  readonly durationS: number;
  /** Where it ends. */
  readonly end: number;
  positionAt(timeS: number): number;
  /** Signed, in units a second. */
  velocityAt(timeS: number): number;
}

/**
 * From `from` to `to` with a trapezoidal velocity profile: speed up with `acceleration`, go on with `velocity`, slow down likewise.
 * A short way never reaches the full velocity. `velocity` and `acceleration` are above 0.
 */
export function trapezoid(from: number, to: number, velocity: number, acceleration: number): Motion {
  const distance = Math.abs(to - from);
  const sign = Math.sign(to - from);
  const rampS = Math.min(velocity / acceleration, Math.sqrt(distance / acceleration));
  const top = rampS * acceleration;
  const cruiseS = top > 0 ? Math.max(0, distance - top * rampS) / top : 0;
  const durationS = 2 * rampS + cruiseS;
  const travelled = (timeS: number): number => {
    if (timeS <= 0) return 0;
    if (timeS >= durationS) return distance;
    if (timeS < rampS) return (acceleration * timeS ** 2) / 2;
    if (timeS <= rampS + cruiseS) return (top * rampS) / 2 + top * (timeS - rampS);
    return distance - (acceleration * (durationS - timeS) ** 2) / 2;
  };
  const speed = (timeS: number): number => {
    if (timeS <= 0 || timeS >= durationS) return 0;
    return Math.min(top, acceleration * timeS, acceleration * (durationS - timeS));
  };
  return {
    durationS,
    end: to,
    positionAt: (timeS) => (timeS >= durationS ? to : from + sign * travelled(timeS)),
    velocityAt: (timeS) => sign * speed(timeS),
  };
}

/** To rest from `velocity` (signed), with constant `acceleration`. */
export function brake(from: number, velocity: number, acceleration: number): Motion {
  const durationS = Math.abs(velocity) / acceleration;
  const positionAt = (timeS: number): number => {
    const elapsed = Math.min(Math.max(timeS, 0), durationS);
    return from + velocity * elapsed - (Math.sign(velocity) * acceleration * elapsed ** 2) / 2;
  };
  return {
    durationS,
    end: positionAt(durationS),
    positionAt,
    velocityAt: (timeS) =>
      timeS >= durationS ? 0 : velocity - Math.sign(velocity) * acceleration * Math.max(timeS, 0),
  };
}

/** `first`, then `second`, which starts where the first ends. */
export function inSequence(first: Motion, second: Motion): Motion {
  const at = <R>(timeS: number, pick: (motion: Motion, timeS: number) => R): R =>
    timeS < first.durationS ? pick(first, timeS) : pick(second, timeS - first.durationS);
  return {
    durationS: first.durationS + second.durationS,
    end: second.end,
    positionAt: (timeS) => at(timeS, (motion, local) => motion.positionAt(local)),
    velocityAt: (timeS) => at(timeS, (motion, local) => motion.velocityAt(local)),
  };
}

/** No movement at all. */
export function rest(position: number): Motion {
  return { durationS: 0, end: position, positionAt: () => position, velocityAt: () => 0 };
}
