/** Where an error was thrown, as `file:line`, from its stack. `undefined` where the stack does not tell. */
export function failureSite(thrown: unknown): string | undefined {
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  const frame = stack?.split('\n').find((line) => /^\s+at /.test(line));
  const match = frame?.match(/(?:\(|at )(?:file:\/\/)?([^()\s]+?):(\d+):\d+\)?$/);
  return match ? `${match[1]}:${match[2]}` : undefined;
}
