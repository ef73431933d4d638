import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CATALOGUE } from '../../../src/domain/errors.js';
import { errorsDoc } from '../../../src/tools/errors-doc.js';

describe('docs/errors.md', () => {
  it('is what the catalogue gives (else: npm run build:server && node dist/tools/write-reference.js)', () => {
    expect(readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')).toBe(errorsDoc());
  });

  it('has each code once', () => {
    for (const code of Object.keys(ERROR_CATALOGUE)) expect(errorsDoc().split(`| \`${code}\` |`)).toHaveLength(2);
  });
});
