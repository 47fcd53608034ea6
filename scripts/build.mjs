// `npm run build`: builds in any case.
import { ensureBuilt } from './ensure-built.mjs';

try {
  await ensureBuilt({ force: true });
} catch (error) {
  process.stderr.write(`hutch: ${error.message}\n`);
  process.exitCode = 1;
}
