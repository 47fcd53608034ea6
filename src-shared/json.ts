/** A value that survives `JSON.stringify` and `JSON.parse` unchanged. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** An object whose values survive JSON unchanged. */
export type JsonObject = { [key: string]: Json };
