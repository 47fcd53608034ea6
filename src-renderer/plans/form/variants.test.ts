import { describe, expect, test } from 'vitest';
import type { FormSchema } from './form-schema.ts';
import { localIssues } from './local-issues.ts';
import { asVariant, hasVariants, type Variant, variantOf, variantsOf } from './variants.ts';

const ref: FormSchema = { allOf: [{ $ref: '#/definitions/shape' }] };
const number: FormSchema = { type: 'number' };

function shape(type: string, properties: Record<string, FormSchema>): FormSchema {
  return {
    type: 'object',
    title: type,
    properties: { type: { type: 'string', const: type }, ...properties },
    required: ['type', ...Object.keys(properties)],
    additionalProperties: false,
  };
}

const root: FormSchema = {
  type: 'object',
  properties: { shape: { title: 'Shape', ...ref } },
  required: ['shape'],
  definitions: {
    shape: {
      oneOf: [
        shape('Line', { start: number, stop: number }),
        shape('Ring', { start: number, radius: { type: 'number', default: 5 } }),
        shape('Turn', { of: ref }),
        shape('Repeat', { of: ref, times: { anyOf: [ref, { type: 'integer', title: 'Times', minimum: 0 }] } }),
        shape('Maybe', { of: { anyOf: [ref, { type: 'null' }], default: null } }),
      ],
    },
  },
};
const kinds = variantsOf(ref, root);
const line = { type: 'Line', start: 1, stop: 2 };

function kind(title: string): Variant {
  return kinds.find((variant) => variant.title === title)!;
}

describe('kinds of a value', () => {
  test('are those that a reference leads to, and what else stands beside it', () => {
    expect(kinds.map(({ title }) => title)).toEqual(['Line', 'Ring', 'Turn', 'Repeat', 'Maybe']);
    const times = kind('Repeat').schema.properties!.times!;
    expect(
      variantsOf(times, root)
        .map(({ title }) => title)
        .slice(-2),
    ).toEqual(['Maybe', 'Times']);
    expect([hasVariants(ref), hasVariants(times), hasVariants({ anyOf: [number, { type: 'null' }] })]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test.each([
    [line, 'Line'],
    [3, 'Times'],
    [null, 'none'],
    [undefined, undefined],
    [{}, undefined],
  ])('%j is %s', (value, title) => {
    const all = [
      ...kinds,
      ...variantsOf({ type: 'integer', title: 'Times' }, root),
      ...variantsOf({ type: 'null' }, root),
    ];
    expect(all[variantOf(all, value)]?.title).toBe(title);
  });
});

describe('a value that becomes another kind', () => {
  test('keeps fields of the same name, and has its defaults', () => {
    expect(asVariant(kind('Ring'), line, root)).toEqual({ type: 'Ring', start: 1, radius: 5 });
  });

  test('stays whole inside a kind that holds others, and comes out of it again', () => {
    const turned = asVariant(kind('Turn'), line, root);
    expect(turned).toEqual({ type: 'Turn', of: line });
    expect(asVariant(kind('Repeat'), turned, root)).toEqual({ type: 'Repeat', of: line });
    expect(asVariant(kind('Line'), turned, root)).toEqual(line);
  });

  test('is what it was when it was of that kind before', () => {
    expect(asVariant(kind('Line'), { type: 'Ring', start: 7, radius: 5 }, root, line)).toEqual({ ...line, start: 7 });
  });

  test('is nothing, or a number, where that is the kind', () => {
    const [none] = variantsOf({ type: 'null' }, root);
    const [times] = variantsOf({ type: 'integer', title: 'Times' }, root);
    expect([asVariant(none!, line, root), asVariant(times!, line, root)]).toEqual([null, 1]);
  });
});

describe('what is wrong with such a value', () => {
  test.each<[string, unknown, [string, string][]]>([
    ['nothing', { type: 'Turn', of: line }, []],
    ['no kind is chosen', undefined, [['shape', 'This is needed']]],
    ['no kind is chosen inside', { type: 'Turn' }, [['shape.of', 'This is needed']]],
    ['a field of its kind', { type: 'Turn', of: { ...line, stop: 'x' } }, [['shape.of.stop', '“x” is not a number']]],
    [
      'a number beside specs',
      { type: 'Repeat', of: line, times: -1 },
      [['shape.times', '−1 is too small: 0 is the least']],
    ],
    ['nothing, where nothing may be', { type: 'Maybe', of: null }, []],
  ])('%s', (_what, value, expected) => {
    const issues = localIssues(root, value === undefined ? {} : { shape: value as never });
    expect(issues.map(({ path, message }) => [path.join('.'), message])).toEqual(expected);
  });
});
