/** Where the engine writes. `details` holds plain facts: names, numbers. */
export interface EngineLogger {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
}

const ignore = (): void => undefined;

/** Says nothing: the default. */
export const SILENT_LOGGER: EngineLogger = { info: ignore, warn: ignore, error: ignore };
