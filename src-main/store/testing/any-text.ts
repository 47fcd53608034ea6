import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

/** One code point of any plane, half of the time of ASCII, control characters among them; half of a surrogate pair is none. */
const character = fc.oneof(
  fc.nat(0x7f).map((n) => String.fromCharCode(n)),
  fc.nat(0x10ffff - SURROGATES.count).map((n) => String.fromCodePoint(n < SURROGATES.first ? n : n + SURROGATES.count)),
);

/** Any text of Unicode. `fc.string({ unit: 'binary' })` draws the same, but spends a second on a table of a million characters. */
export const anyText = (maxLength = 10) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.string({ unit: character, maxLength }) },
    { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'toJSON', 'then') },
  );
