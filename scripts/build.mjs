// `npm run build`: builds in any case.
import { ensureBuilt } from './ensure-built.mjs';

await ensureBuilt({ force: true });
