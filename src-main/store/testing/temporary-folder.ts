import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder, gone when the test is finished. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'hutch-store-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
