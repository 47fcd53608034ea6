import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../testing/any-text.ts';
import { decodeDocument } from './decode-document.ts';
import { encodeDocument } from './encode-document.ts';

function roundTrip(doc: Record<string, unknown>): Record<string, unknown> {
  const { text, asides } = encodeDocument(doc);
  return decodeDocument(text, JSON.stringify(asides), () => expect.fail('no array was filed'));
}

describe('encodeDocument', () => {
  it('writes a plain document as plain JSON', () => {
    const doc = { uid: 'a', data: { x: 1.5, text: 'µ \u0000 "', list: [1, null, true] } };
    expect(encodeDocument(doc)).toEqual({ text: JSON.stringify(doc), asides: [] });
  });

  it('keeps what JSON cannot carry beside it, and leaves JSON that any program can read', () => {
    const doc = { nan: Number.NaN, up: Infinity, down: -Infinity, zero: -0, big: 2n ** 70n, list: [[Number.NaN]] };
    const { text } = encodeDocument(doc);
    expect(JSON.parse(text)).toEqual({
      nan: null,
      up: null,
      down: null,
      zero: 0,
      big: String(2n ** 70n),
      list: [[null]],
    });
    expect(roundTrip(doc)).toEqual(doc);
  });

  it('gives typed arrays back as what they were', () => {
    const doc = {
      f: new Float64Array([1.5, Number.NaN, -0]),
      u: new Uint8ClampedArray([1, 255]),
      b: new BigInt64Array([-5n]),
      nested: { list: [new Int16Array([1, -2])] },
    };
    const back = roundTrip(doc);
    expect(back).toEqual(doc);
    expect(back.u).toBeInstanceOf(Uint8ClampedArray);
  });

  it('leaves out what is undefined and asks for toJSON, as JSON does', () => {
    const doc = { gone: undefined, when: new Date(0), nan: Number.NaN, list: [undefined, -0] };
    expect(roundTrip(doc)).toEqual({ when: '1970-01-01T00:00:00.000Z', nan: Number.NaN, list: [null, -0] });
  });

  it('refuses one that refers to itself', () => {
    const doc: Record<string, unknown> = { uid: 'a' };
    doc.self = doc;
    expect(() => encodeDocument(doc)).toThrow(expect.objectContaining({ code: 'store_failed' }));
  });

  it('gives every document back as it was', () => {
    const value = fc.anything({
      key: anyText(),
      values: [
        anyText(),
        fc.double(),
        fc.constantFrom(Number.NaN, -0, Infinity, -Infinity, null, true, false),
        fc.bigInt(),
        fc.float64Array({ maxLength: 5 }),
        fc.uint8ClampedArray({ maxLength: 5 }),
      ],
    });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (doc) => {
        expect(roundTrip(doc)).toEqual(doc);
      }),
      { numRuns: 150 },
    );
  });
});
