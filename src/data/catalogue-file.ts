import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ThetaError } from '../domain/errors.js';
import { llmId, poolId } from '../domain/ids.js';
import type { Ability, Catalogue, Llm, Retirement } from '../domain/llm.js';
import { WINDOW_RULE, fitsItsWindow, llmFacts, priceShape } from '../domain/llm-rules.js';

const text = z.string().trim().min(1);

const RETIRED_IN_FILE: Retirement = {
  at: 0,
  reason: 'Retired in the catalogue that it came with.',
  formerStatus: 'COLD',
};

const llmSchema = z
  .strictObject({
    ...llmFacts,
    id: text.transform(llmId),
    maxOutputTokens: llmFacts.maxOutputTokens.default(null),
    toolCalling: llmFacts.toolCalling.default(null),
    languages: llmFacts.languages.default(null),
    typicalLatencyMs: llmFacts.typicalLatencyMs.default(null),
    benchmarks: llmFacts.benchmarks.default([]),
    aliases: z.array(text),
    status: z.enum(['COLD', 'WARMING', 'CALIBRATED', 'RETIRED']),
    price: z.strictObject(priceShape).nullable(),
    /** Where the price comes from; for people who read the file. */
    priceSource: text.nullable(),
    /** What a reader of the file should know of this entry, for example which names were merged. */
    notes: text.optional(),
  })
  .refine((llm) => llm.price === null || llm.priceSource !== null, {
    message: 'a price needs its source',
    path: ['priceSource'],
  })
  .refine(fitsItsWindow, WINDOW_RULE);

const catalogueSchema = z
  .strictObject({
    llms: z.array(llmSchema).min(1),
    pools: z
      .array(
        z.strictObject({
          id: text.transform(poolId),
          description: text,
          llms: z.array(text.transform(llmId)).min(1),
          /** Of those, which may be chosen before they are calibrated. */
          uncalibrated: z.array(text.transform(llmId)).default([]),
          isDefault: z.boolean(),
        }),
      )
      .min(1),
  })
  .superRefine(({ llms, pools }, context) => {
    const complain = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    unique(
      pools.map((pool) => pool.id),
      (i, id) => complain(['pools', i, 'id'], `pool ${id} is there twice`),
    );
    // Importers ignore case, so names that differ in case only would be ambiguous, unless both name the same LLM.
    const owner = new Map<string, number>();
    llms.forEach((llm, i) => {
      for (const name of new Set([llm.id, ...llm.aliases].map((n) => n.toLowerCase()))) {
        const other = owner.get(name);
        if (other !== undefined) complain(['llms', i, 'id'], `${name} already names ${llms[other]?.id}`);
        owner.set(name, i);
      }
    });
    const known = new Set(llms.map((llm) => llm.id));
    pools.forEach((pool, i) => {
      unique(pool.llms, (j, id) => complain(['pools', i, 'llms', j], `${id} is there twice`));
      pool.llms.forEach((id, j) => {
        if (!known.has(id)) complain(['pools', i, 'llms', j], `${id} is not among the LLMs`);
      });
      pool.uncalibrated.forEach((id, j) => {
        if (!pool.llms.includes(id)) complain(['pools', i, 'uncalibrated', j], `${id} is not in the pool`);
      });
    });
    const defaults = pools.filter((pool) => pool.isDefault).length;
    if (defaults !== 1) complain(['pools'], `exactly one pool must be the default, got ${defaults}`);
  });

const abilitiesSchema = z
  .array(z.strictObject({ id: text, name: text, description: text }))
  .min(1)
  .superRefine((abilities, context) => {
    unique(
      abilities.map((ability) => ability.id),
      (i, id) => context.addIssue({ code: 'custom', path: [i, 'id'], message: `ability ${id} is there twice` }),
    );
  });

/**
 * Reads an LLM catalogue with its candidate pools from a JSON file: `{ llms: [...], pools: [...] }`, where each entry has
 * the fields of {@link Llm} and of `CandidatePool`, plus `priceSource` and optional `notes` that stay in the file. Order is kept.
 *
 * Throws FILE_UNREADABLE when the file cannot be read, and CONFIG_INVALID when it is not JSON or breaks a rule: a name
 * (id or alias, ignoring case) belongs to one LLM, pool members exist, exactly one pool is the default.
 */
export async function readCatalogueFile(path: string): Promise<Catalogue> {
  const { llms, pools } = await read(path, catalogueSchema);
  return {
    llms: new Map(
      llms.map(({ priceSource: _source, notes: _notes, ...llm }) => [
        llm.id,
        { ...llm, retirement: llm.status === 'RETIRED' ? RETIRED_IN_FILE : null } satisfies Llm,
      ]),
    ),
    pools: new Map(pools.map((pool) => [pool.id, { ...pool, uncalibrated: new Set(pool.uncalibrated) }])),
  };
}

/**
 * Reads the named ability dimensions from a JSON file: a list of `{ id, name, description }` with distinct ids; order is
 * kept. Throws like {@link readCatalogueFile}.
 */
export async function readAbilitiesFile(path: string): Promise<readonly Ability[]> {
  return read(path, abilitiesSchema);
}

function unique(ids: readonly string[], repeated: (index: number, id: string) => void): void {
  ids.forEach((id, i) => {
    if (ids.indexOf(id) !== i) repeated(i, id);
  });
}

async function read<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (cause) {
    throw new ThetaError('FILE_UNREADABLE', `${path} cannot be read: ${reason(cause)}`, { cause });
  }
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (cause) {
    throw new ThetaError('CONFIG_INVALID', `${path} is not JSON: ${reason(cause)}`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`);
  throw new ThetaError('CONFIG_INVALID', `${path}: ${lines.slice(0, 10).join('; ')}`, {
    hint: 'models/bootstrap/catalogue.json and abilities.json show every field.',
  });
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
