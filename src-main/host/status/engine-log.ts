import { z } from 'zod';
import type { JsonObject } from '#shared/json.ts';
import type { Logger } from '#shared/logger.ts';
import type { EngineLogger } from '../../engine/engine-logger.ts';

/** The host's log, as the engine speaks to it. */
export function engineLog(logger: Logger): EngineLogger {
  return {
    info: (message, details) => logger.info(message, details && plain(details)),
    warn: (message, details) => logger.warning(message, details && plain(details)),
    error: (message, details) => logger.error(message, details && plain(details)),
  };
}

/** Details as JSON carries them: what it cannot carry is written as a text. */
function plain(details: Record<string, unknown>): JsonObject {
  const entries = Object.entries(details).map(([key, value]) => {
    const json = z.json().safeParse(value);
    return [key, json.success ? json.data : String(value)] as const;
  });
  return Object.fromEntries(entries);
}
