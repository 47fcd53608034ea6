import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { fuzzRuns } from '../../host/testing/fuzz-runs.ts';
import { anyText } from '../../store/testing/any-text.ts';
import { checkConfig } from './check-config.ts';
import { HutchConfig } from './hutch-config.ts';
import { parseConfig } from './parse-config.ts';

/** Each of the four properties below has its part. */
const RUNS = fuzzRuns(0.05);
const ENV = { A: '1', B: 'x: [', PATH: '$A' };

/** Reads `text` as `hutch.yaml`. Anything but a whole configuration or `invalid_config` with a place fails the test. */
function answer(text: string): void {
  try {
    const { config } = checkConfig(parseConfig(text, '/w/hutch.yaml', ENV));
    expect(HutchConfig.parse(config)).toEqual(config);
  } catch (thrown) {
    if (!(thrown instanceof HutchError)) throw thrown;
    expect(thrown.code).toBe('invalid_config');
    expect(thrown.message).toMatch(/^\/w\/hutch\.yaml:\d+: ./);
    expect(thrown.message).not.toMatch(/undefined|\[object|\n {4}at /);
  }
}

const word = fc.constantFrom(
  ...'env sources metadata instrument events kind module mock name store path warn_free queue loop columns choices'.split(
    ' ',
  ),
  ...'logging level file api url supplemental baseline scan_numbers first stomp tiled enabled graylog'.split(' '),
  ...'__proto__ constructor toString hasOwnProperty length'.split(' '),
);
const { tree } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string(),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, 'planFunctions', 'deviceManager', './x', '$A', '$B', '@hutch/plans', 'http://localhost:1'),
  ),
  tree: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(word, fc.string()), tie('tree'), { maxKeys: 4 }),
  ),
}));
const piece = fc.oneof(
  word,
  fc.constantFrom(
    ...': |\n|\n  |  |- |&a |*a|!!|!x |>|{|}|[|]|"|\'|#|---\n|%YAML 1.1\n|$A|? |<<|\t|0x1F|\u0000|~|é'.split('|'),
    '|',
  ),
);

describe('hutch.yaml, whatever it holds', () => {
  it('is answered when it is any tree of values', () => {
    fc.assert(
      fc.property(tree, (value) => answer(JSON.stringify(value))),
      RUNS,
    );
    fc.assert(
      fc.property(fc.dictionary(word, tree, { maxKeys: 5 }), (value) => answer(JSON.stringify(value))),
      RUNS,
    );
  });

  it('is answered when it is pieces of YAML in any order', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (parts) => answer(parts.join(''))),
      RUNS,
    );
  });

  it('is answered when it is any text', () => {
    fc.assert(fc.property(anyText(60), answer), RUNS);
  });
});
