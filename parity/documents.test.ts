import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import { runBehaviour } from './behaviours/run-behaviour.ts';
import { ParityCase } from './kit/parity-case.ts';
import { runPlanCase } from './kit/run-plan-case.ts';
import { casesOf } from './run.ts';

const SCHEMA_FILES: Readonly<Record<string, string>> = {
  start: 'run_start',
  descriptor: 'event_descriptor',
  event: 'event',
  event_page: 'event_page',
  resource: 'resource',
  datum: 'datum',
  datum_page: 'datum_page',
  stream_resource: 'stream_resource',
  stream_datum: 'stream_datum',
  stop: 'run_stop',
};

const ajv = new Ajv({ strict: false, allErrors: true });
const validators = new Map<string, ValidateFunction>(
  Object.entries(SCHEMA_FILES).map(([name, file]) => {
    const text = readFileSync(join(import.meta.dirname, 'schemas', `${file}.json`), 'utf8');
    return [name, ajv.compile(JSON.parse(text) as object)];
  }),
);

async function documentsOf(parityCase: ParityCase): Promise<(readonly unknown[])[]> {
  if (!parityCase.timeline) return [...(await runPlanCase(parityCase)).documents];
  const timeline = await runBehaviour(parityCase.name);
  return timeline.filter(([kind]) => kind === 'doc').map(([, ...document]) => document);
}

const folder = join(import.meta.dirname, 'cases');

describe('every document of every case is one by the schemas of the event model', async () => {
  test.each(await casesOf(folder))('$name', async ({ text }) => {
    const parityCase = ParityCase.parse(JSON.parse(text));
    for (const [name, document] of await documentsOf(parityCase)) {
      const validate = validators.get(String(name));
      expect(validate, `schema of ${name}`).toBeDefined();
      validate?.(document);
      expect(validate?.errors ?? [], `${name}: ${JSON.stringify(document)}`).toEqual([]);
    }
  });
});
