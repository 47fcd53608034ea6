import type { Place, Task } from '#shared/contract/index.ts';

/** Tasks in a sentence about them: `count`, `count and scan`, `3 items`. */
export function namesOf(tasks: readonly Task[]): string {
  const [first, second] = tasks;
  if (first && !second) return first.name;
  if (first && second && tasks.length === 2) return `${first.name} and ${second.name}`;
  return `${tasks.length} items`;
}

/** `count was moved to the front.` */
export function wereDone(tasks: readonly Task[], done: string): string {
  return `${namesOf(tasks)} ${tasks.length === 1 ? 'was' : 'were'} ${done}.`;
}

/** A place in a sentence: `at the front`, `as number 3`, `behind count`. */
export function placeText(place: Place, nameOf: (id: string) => string): string {
  if (place === 'front' || place === 'back') return `at the ${place}`;
  if ('index' in place) return `as number ${place.index + 1}`;
  if ('after' in place) return `behind ${nameOf(place.after)}`;
  return `before ${nameOf(place.before)}`;
}
