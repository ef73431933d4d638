import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CATALOGUE } from '../../src/domain/errors.js';
import { PRESETS } from '../../src/tensor/embedders/presets.js';
import type { PresetName } from '../../src/tensor/embedders/presets.js';

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const read = (path: string) => readFileSync(at(path), 'utf8');
const page = read('docs/embedders.md');
const settings = read('docs/reference/configuration.md');
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
    if (spec.kind === 'http') return;
    if (spec.revision !== 'main') expect(page).toContain(`\`${spec.model}@${spec.revision}\``);
    if (spec.prefix !== '') expect(page).toContain(`\`${name}\` brings \`${spec.prefix}\``);
  });

  it('names settings and errors that exist', () => {
    for (const [variable] of page.matchAll(/\b(THETA|OPENAI|ZHIPUAI)_[A-Z_]+\b/g)) {
      expect(settings).toContain(`\`${variable}\``);
    }
    const names = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/g)].map(([, name]) => name as string);
    const codes = names.filter((name) => !settings.includes(`\`${name}\``));
    expect(codes.length).toBeGreaterThan(3);
    for (const code of codes) expect(Object.keys(ERROR_CATALOGUE)).toContain(code);
  });

  it('quotes messages of the code', () => {
    const sources = ['src/tensor', 'src'].flatMap((folder) =>
      readdirSync(at(folder), { recursive: folder !== 'src', encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => read(`${folder}/${file}`)),
    );
    const rows = page.slice(page.indexOf('## When it does not work')).matchAll(/^\| (`.*?`) +\|/gm);
    const messages = [...rows].flatMap(([, cell]) => [...(cell as string).matchAll(/`([^`]+)`/g)].map(([, m]) => m));
    expect(messages.length).toBeGreaterThan(20);
    for (const message of messages) {
      const parts = (message as string).split('…').map((part) => part.trim());
      expect(
        sources.some((source) => parts.every((part) => source.includes(part))),
        message,
      ).toBe(true);
    }
  });
});
