/** Whether two dotted paths are one device, or one is a part of the other: `stage` and `stage.x.velocity` are, `stage.x` and `stage.y` not. */
export function relatedPaths(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
