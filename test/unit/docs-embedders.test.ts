import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CATALOGUE } from '../../src/domain/errors.js';
import { PRESETS } from '../../src/tensor/embedders/presets.js';
import type { PresetName } from '../../src/tensor/embedders/presets.js';

const read = (page: string) => readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
const page = read('docs/embedders.md');
const cells = (name: string) =>
  page
    .split('\n')
    .find((line) => line.startsWith(`| \`${name}\``))
    ?.split('|')
    .map((cell) => cell.trim());

describe('docs/embedders.md', () => {
  it.each(Object.keys(PRESETS) as PresetName[])('has the preset %s as it is', (name) => {
    const { spec, dims } = PRESETS[name];
    const [, , where, vector, tokens, pooling, price] = cells(name) as string[];
    expect([vector, tokens]).toEqual([String(dims), String(spec.maxTokens)]);
    expect(where).toContain(`\`${spec.kind === 'http' ? spec.url : spec.model}\``);
    const poolings = { mean: 'mean', cls: 'first token', auto: '' };
    expect(pooling).toBe(spec.kind === 'http' ? '–' : poolings[spec.pooling]);
    expect(price).toBe(String(spec.kind === 'http' ? spec.costPerMillionTokens : 0));
  });

  it('names settings and errors that exist', () => {
    const settings = read('docs/reference/configuration.md');
    for (const [variable] of page.matchAll(/\b(THETA|OPENAI|ZHIPUAI)_[A-Z_]+\b/g)) {
      expect(settings).toContain(`\`${variable}\``);
    }
    const codes = [...page.matchAll(/\b(?:EMBEDDER_[A-Z]+|OVERLOADED)\b/g)].map(([code]) => code);
    expect(codes.length).toBeGreaterThan(3);
    for (const code of codes) expect(Object.keys(ERROR_CATALOGUE)).toContain(code);
  });
});
