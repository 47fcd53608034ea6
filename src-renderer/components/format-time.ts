const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const shortClock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Time of day of seconds since the epoch, by the clock of this computer: `14:18:31`, with `digits` of the second after a point. */
export function formatClock(epochS: number, digits = 0): string {
  const text = clock.format(epochS * 1000);
  if (digits === 0) return text;
  const fraction = Math.floor((epochS - Math.floor(epochS)) * 10 ** digits);
  return `${text}.${String(fraction).padStart(digits, '0')}`;
}

/** Hour and minute: `14:32`. */
export function formatShortClock(epochS: number): string {
  return shortClock.format(epochS * 1000);
}

const dayClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const fullDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** A moment as short as it can be told from `nowS`: `14:18:31` today, `21 Nov, 14:18` this year, else `21 Nov 2025`. Both in seconds since the epoch. */
export function formatMoment(epochS: number, nowS: number): string {
  const [then, now] = [new Date(epochS * 1000), new Date(nowS * 1000)];
  if (then.toDateString() === now.toDateString()) return formatClock(epochS);
  return then.getFullYear() === now.getFullYear() ? dayClock.format(then) : fullDay.format(then);
}

/** A length of time in a column: `0:21`, `9:20`, `1:02:05`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const s = String(whole % 60).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${s}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${s}`;
}

/** How long ago: `0.1 s`, `12 s`, `3 min`, `2 h`, `5 d`. */
export function formatAge(seconds: number): string {
  const age = Math.max(0, seconds);
  if (age < 9.95) return `${age.toFixed(1)} s`;
  if (age < 59.5) return `${Math.round(age)} s`;
  if (age < 3570) return `${Math.round(age / 60)} min`;
  if (age < 84_600) return `${Math.round(age / 3600)} h`;
  return `${Math.round(age / 86_400)} d`;
}
