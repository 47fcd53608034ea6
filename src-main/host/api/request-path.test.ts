import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { badRequest, requestPath } from './request-path.ts';

describe('requestPath', () => {
  it.each([
    [[], ''],
    [['params', 'axes', 1, 'stop'], 'params.axes[1].stop'],
    [[0, 'a'], '[0].a'],
  ])('writes %j as %s', (path, text) => {
    expect(requestPath(path)).toBe(text);
  });
});

describe('badRequest', () => {
  it('names the method, the first mistake and its place, and lists all', () => {
    const schema = z.strictObject({ name: z.string(), list: z.array(z.number()) });
    const { error } = schema.safeParse({ name: 1, list: ['a'], extra: true });
    const refused = badRequest('tasks.submit', error as z.ZodError);
    expect(refused.message).toMatch(/^tasks\.submit: .+ \(name\)$/);
    expect(refused.issues?.map(({ path }) => path)).toEqual(['name', 'list[0]', 'extra']);
  });
});
