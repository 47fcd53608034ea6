/** Whether plans declare their stream before the first event: Bluesky's environment variable, with its name. */
export function predeclares(): boolean {
  return Boolean(process.env.BLUESKY_PREDECLARE);
}
