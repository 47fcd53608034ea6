import { z } from 'zod';
import { wordForValue } from '../word-for-value.ts';

/** Parameters of a plan as a request gives them, by name. What they must be is for the plan to say. */
export const PlanParams = z.record(z.string(), z.json(), {
  error: ({ code, input }) =>
    code === 'invalid_type'
      ? `The parameters are ${wordForValue(input)}; they must be an object like {"num": 3}`
      : undefined,
});
