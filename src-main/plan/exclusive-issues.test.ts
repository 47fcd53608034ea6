import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HutchError } from '#shared/errors.ts';
import { definePlan } from './define-plan.ts';
import { planJsonSchema } from './plan-json-schema.ts';
import { fakeResolver } from './testing/fake-resolver.ts';
import { validateParams } from './validate-params.ts';

const resolver = fakeResolver({});
const expose = definePlan({
  name: 'expose',
  description: 'Exposes.',
  group: 'Other',
  params: z.object({
    exposure: z.number().optional(),
    rate: z.number().optional(),
    frames: z.int().optional(),
    gain: z.int().default(1),
  }),
  exclusive: [['exposure', 'rate', 'frames']],
  *run() {
    return null;
  },
});

describe('parameters that exclude each other', () => {
  const accepts = new Ajv({ strict: false }).compile(planJsonSchema(expose, resolver));

  test.each([
    [{}, []],
    [{ rate: 1, gain: 2 }, []],
    [{ exposure: 1, rate: 1 }, ['params.rate: rate and exposure exclude each other: give one of them']],
    [
      { exposure: 0, rate: 1, frames: 3 },
      [
        'params.rate: rate and exposure exclude each other: give one of them',
        'params.frames: frames and exposure exclude each other: give one of them',
      ],
    ],
  ])('%j: the schema and the sentences agree', (params, sentences) => {
    expect(accepts(params)).toBe(sentences.length === 0);
    let issues: string[] = [];
    try {
      validateParams(expose, params, resolver);
    } catch (error) {
      issues = HutchError.from(error).issues?.map(({ path, message }) => `${path}: ${message}`) ?? [];
    }
    expect(issues).toEqual(sentences);
  });
});
