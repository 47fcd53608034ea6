const two = (part: number): string => String(part).padStart(2, '0');

/** Seconds since the epoch as the time of day here: `14:02:31`. */
export function clockTime(time: number): string {
  const date = new Date(time * 1000);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Seconds since the epoch as date and time here: `2026-11-22 14:02:31`. */
export function dateTime(time: number): string {
  const date = new Date(time * 1000);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clockTime(time)}`;
}

/** A time of day, with its date where that is not the day of `now` (both seconds since the epoch). */
export function nearTime(time: number, now: number): string {
  const isToday = new Date(time * 1000).toDateString() === new Date(now * 1000).toDateString();
  return isToday ? clockTime(time) : dateTime(time);
}

/** A duration in s as `42 s`, `3:07` or `2:14:09`. */
export function durationText(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}
