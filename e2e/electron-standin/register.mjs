// Preloaded with `node --import`: from here on `electron` is the stand-in.
import { register } from 'node:module';

register('./resolve-hook.mjs', import.meta.url);
