import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configurationDoc, routersDoc } from '../../src/tools/configuration-doc.js';

const committed = (name: string) => readFileSync(new URL(`../../docs/reference/${name}`, import.meta.url), 'utf8');

describe('generated reference pages', () => {
  it('has every setting as the schema has it: run `npm run generate:docs` when this fails', () => {
    expect(committed('configuration.md')).toBe(configurationDoc());
  });

  it('has every router and hyper-parameter as the plugins have them: run `npm run generate:docs` when this fails', () => {
    expect(committed('routers.md')).toBe(routersDoc());
  });
});
