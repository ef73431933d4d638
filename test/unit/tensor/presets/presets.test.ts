import { describe, expect, it } from 'vitest';
import { PRESET_NAMES, presetOf, PRESETS } from '../../../../src/tensor/embedders/presets.js';

describe('presets of embedders', () => {
  it('hold the four of the paper with its prices', () => {
    const cost = (name: keyof typeof PRESETS) => {
      const { spec } = PRESETS[name];
      return spec.kind === 'http' ? spec.costPerMillionTokens : 0;
    };
    expect(cost('bge-m3')).toBe(0);
    expect(cost('text-embedding-3-small')).toBe(0.02);
    expect(cost('bert-base-uncased')).toBe(0);
    expect(cost('zhipu-embedding-3')).toBe(0.0685);
    expect(PRESETS['bert-base-uncased']).toMatchObject({ dims: 768, spec: { pooling: 'mean', maxTokens: 512 } });
    expect(PRESETS['bge-m3']).toMatchObject({ dims: 1024, spec: { pooling: 'cls' } });
    expect(PRESETS['text-embedding-3-small']).toMatchObject({ dims: 1536, spec: { dims: null } });
    expect(PRESETS['zhipu-embedding-3']).toMatchObject({ dims: 512, spec: { dims: 512, batchTexts: 64 } });
  });

  it('can be changed by nobody', () => {
    for (const name of PRESET_NAMES) {
      expect([name, Object.isFrozen(PRESETS[name]), Object.isFrozen(PRESETS[name].spec)]).toEqual([name, true, true]);
    }
    expect(Object.isFrozen(PRESETS)).toBe(true);
  });

  it('name repositories of the hub with their owner, and addresses with their version', () => {
    for (const name of PRESET_NAMES) {
      const { spec } = PRESETS[name];
      if (spec.kind === 'http') expect(spec.url).toMatch(/^https:\/\/.*\/v\d+$/);
      else expect(spec.model).toMatch(/^[\w-]+\/[\w.-]+$/);
    }
  });

  it('are found by their name and by that of their model on the hub', () => {
    expect(presetOf('bge-m3')).toBe(PRESETS['bge-m3']);
    expect(presetOf('Xenova/bge-m3')).toBe(PRESETS['bge-m3']);
    expect([presetOf('embedding-3'), presetOf('toString'), presetOf('')]).toEqual([null, null, null]);
  });
});
