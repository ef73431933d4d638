import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BUILTIN_PLUGINS } from '../../../src/plugins/builtin.js';
import { describeHyperparameters } from '../../../src/plugins/describe-hyperparameters.js';
import { parseHyperparameters } from '../../../src/plugins/hyperparameters.js';

const declared = (shape: z.ZodRawShape) => describeHyperparameters({ hyperparameters: z.strictObject(shape) });

describe('a description of hyper-parameters', () => {
  it('tells kinds, ranges, choices, defaults and sources apart', () => {
    const described = declared({
      dims: z.number().int().min(1).max(8).default(3).describe('Dimensions.').meta({ source: 'a table' }),
      rate: z.number().min(0.5).default(1),
      count: z.number().int().default(0),
      form: z.enum(['a', 'b']).default('b'),
      strong: z.string().min(1).nullable().default(null),
      tiers: z.number().int().min(2).max(64).nullable().default(null),
      members: z.array(z.string()).default(['x']),
      mixed: z.union([z.string(), z.number()]).default('x'),
      isOn: z.boolean().default(true),
    });
    const bare = { nullable: false, minimum: null, maximum: null, choices: [], meaning: '', source: null };
    expect(described).toEqual([
      {
        ...bare,
        ...{ name: 'dims', kind: 'integer', defaultValue: 3, minimum: 1, maximum: 8 },
        ...{ meaning: 'Dimensions.', source: 'a table' },
      },
      { ...bare, name: 'rate', kind: 'number', defaultValue: 1, minimum: 0.5 },
      { ...bare, name: 'count', kind: 'integer', defaultValue: 0 },
      { ...bare, name: 'form', kind: 'choice', defaultValue: 'b', choices: ['a', 'b'] },
      { ...bare, name: 'strong', kind: 'text', nullable: true, defaultValue: null },
      { ...bare, name: 'tiers', kind: 'integer', nullable: true, defaultValue: null, minimum: 2, maximum: 64 },
      { ...bare, name: 'members', kind: 'json', defaultValue: ['x'] },
      { ...bare, name: 'mixed', kind: 'json', defaultValue: 'x' },
      { ...bare, name: 'isOn', kind: 'boolean', defaultValue: true },
    ]);
  });

  const all = BUILTIN_PLUGINS.flatMap((plugin) =>
    describeHyperparameters(plugin).map((one) => ({ plugin, one, title: `${plugin.id}.${one.name}` })),
  );
  it.each(all)('is what the plugin takes and refuses: $title', ({ plugin, one }) => {
    // The field alone: some are held against each other besides (a threshold and its rule).
    const field = (plugin.hyperparameters as z.ZodObject).shape[one.name] as z.ZodType;
    const takes = (value: unknown) => field.safeParse(value).success;
    expect(parseHyperparameters(plugin, { [one.name]: one.defaultValue })).toBeTruthy();
    expect(one.meaning).not.toBe('');
    expect(takes(null)).toBe(one.nullable);
    expect(one.choices.every(takes)).toBe(true);
    if (one.choices.length > 0) expect(takes('none of them')).toBe(false);
    if (one.kind === 'integer') expect(takes(1.5)).toBe(false);
    for (const [end, outside] of [
      [one.minimum, -1],
      [one.maximum, 1],
    ] as const) {
      if (end !== null) expect([takes(end), takes(end + outside)]).toEqual([true, false]);
    }
  });
});
