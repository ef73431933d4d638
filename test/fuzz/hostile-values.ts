import fc from 'fast-check';

/** Texts that have broken servers: empty, huge, half a character, control bytes, injections of several languages. */
const HOSTILE_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\ufeff',
  '\u202eabc',
  'ﷺ'.repeat(2_000),
  '👩‍👩‍👧‍👦'.repeat(300),
  'a'.repeat(32_769),
  'x '.repeat(16_000),
  "'; DROP TABLE decisions; --",
  '${7*7}{{7*7}}<%= 7*7 %>',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '%00%2e%2e%2f',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  '-1',
  '1e999',
  'null',
  '00000000-0000-0000-0000-000000000000',
  '0193a0b1-0000-7000-8000-000000000000',
  '9999-99-99T99:99:99Z',
  '+275760-09-13T00:00:00Z',
  '2026-11-29T10:00:00Z',
  '1970-01-01',
];

const HOSTILE_NUMBERS = [0, -0, -1, 1, 0.5, 2, 100, 1e-300, 5e-324, 1e21, Number.MAX_VALUE, 2 ** 31 - 1, -(2 ** 31)];

/** A text: one that the server knows, one that is known to hurt, or any. */
export const text = (known: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...known) },
    { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );

export const integer: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 50 }) },
  { weight: 1, arbitrary: fc.constantFrom(2 ** 31 - 1, -(2 ** 31), 1_000_000) },
);

export const number: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_NUMBERS) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
);

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;

/** JSON of any shape, also deep, and with names that every object has already. */
export const json: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'length', 'a'), fc.jsonValue()) },
  { weight: 1, arbitrary: fc.constantFrom(nested(30), nested(500)) },
);
