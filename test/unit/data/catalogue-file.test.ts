import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAbilitiesFile, readCatalogueFile } from '../../../src/data/catalogue-file.js';
import { llmId, poolId } from '../../../src/domain/ids.js';
import { llmNames } from '../../../src/domain/llm.js';
import type { Catalogue } from '../../../src/domain/llm.js';

const CATALOGUE = 'models/bootstrap/catalogue.json';
const ABILITIES = 'models/bootstrap/abilities.json';

/** The names under which the public data files write their LLMs. */
const DATA_NAMES = {
  routerdc: [
    'HuggingFaceH4/zephyr-7b-beta',
    'cognitivecomputations/dolphin-2.6-mistral-7b',
    'cognitivecomputations/dolphin-2.9-llama3-8b',
    'itpossible/Chinese-Mistral-7B-v0.1',
    'meta-llama/Meta-Llama-3-8B',
    'meta-math/MetaMath-Mistral-7B',
    'mistralai/Mistral-7B-v0.1',
  ],
  llmrouter: [
    'codegemma-7b',
    'gemma-2-9b-it',
    'llama-3.1-8b-instruct',
    'llama-3.1-nemotron-51b-instruct',
    'llama-3.3-nemotron-super-49b-v1',
    'llama3-chatqa-1.5-70b',
    'llama3-chatqa-1.5-8b',
    'mistral-7b-instruct-v0.3',
    'qwen2.5-7b-instruct',
  ],
  routerbench: [
    'WizardLM/WizardLM-13B-V1.2',
    'claude-instant-v1',
    'claude-v1',
    'claude-v2',
    'gpt-3.5-turbo-1106',
    'gpt-4-1106-preview',
    'meta/code-llama-instruct-34b-chat',
    'meta/llama-2-70b-chat',
    'mistralai/mistral-7b-chat',
    'mistralai/mixtral-8x7b-chat',
    'zero-one-ai/Yi-34B-Chat',
  ],
} as const;

describe('the shipped catalogue', () => {
  let catalogue: Catalogue;
  beforeAll(async () => {
    catalogue = await readCatalogueFile(CATALOGUE);
  });
  const members = (pool: string) => catalogue.pools.get(poolId(pool))?.llms ?? [];

  it('holds the 27 calibrated LLMs under the names of their data, and the 18 others of the paper as cold', () => {
    for (const [pool, names] of Object.entries(DATA_NAMES))
      expect([...members(pool)].sort()).toEqual([...names].sort());
    expect([...members('all')].sort()).toEqual(Object.values(DATA_NAMES).flat().sort());
    const withStatus = (status: string) => [...catalogue.llms.values()].filter((llm) => llm.status === status);
    expect(withStatus('CALIBRATED').map((llm) => llm.id)).toEqual(members('all'));
    expect(withStatus('COLD')).toHaveLength(18);
    expect(catalogue.llms.size).toBe(45);
  });

  it('has 21 LLMs in the pool of the paper, three of which are calibrated here', () => {
    const paper = members('paper').map((id) => catalogue.llms.get(id));
    expect(paper).toHaveLength(21);
    const calibrated = paper.filter((llm) => llm?.status === 'CALIBRATED').map((llm) => llm?.id);
    expect(calibrated).toEqual(['llama-3.1-8b-instruct', 'mistralai/mixtral-8x7b-chat', 'qwen2.5-7b-instruct']);
  });

  it('prices every LLM of the default pool of 20', () => {
    const [pool, ...others] = [...catalogue.pools.values()].filter((p) => p.isDefault);
    expect(others).toEqual([]);
    expect(pool?.id).toBe('default');
    expect(pool?.llms).toHaveLength(20);
    for (const id of pool?.llms ?? []) expect(catalogue.llms.get(id)?.price?.outputPerMillion, id).toBeGreaterThan(0);
    expect(catalogue.llms.get(llmId('claude-v2'))?.price).toEqual({ inputPerMillion: 8, outputPerMillion: 24 });
  });

  it('describes every LLM in two to five sentences of its own', () => {
    const profiles = [...catalogue.llms.values()].map((llm) => llm.profile);
    expect(new Set(profiles).size).toBe(profiles.length);
    for (const profile of profiles) {
      const sentences = profile.split(/[.!?](?:\s|$)/).filter((s) => s.trim() !== '').length;
      expect(sentences, profile).toBeGreaterThanOrEqual(2);
      expect(sentences, profile).toBeLessThanOrEqual(5);
    }
  });

  it('recognises the other names that data files use', () => {
    const names = llmNames(catalogue);
    expect(names.get('mistralai/mixtral-8x7b-instruct-v0.1')).toBe('mistralai/mixtral-8x7b-chat');
    expect(names.get('qwen2.5-7b-instruct')).toBe('qwen2.5-7b-instruct');
    expect(names.get('llama31_8b_instruct')).toBe('llama-3.1-8b-instruct');
    expect(names.get('mistral-7b-instruct-v0.2')).not.toBe(names.get('mistral-7b-instruct-v0.3'));
  });

  it('leaves what belongs to the file in the file', () => {
    for (const llm of catalogue.llms.values()) {
      expect(llm).not.toHaveProperty('priceSource');
      expect(llm).not.toHaveProperty('notes');
    }
  });
});

describe('the shipped abilities', () => {
  it('are the 25 of the paper, in its order', async () => {
    const abilities = await readAbilitiesFile(ABILITIES);
    expect(abilities).toHaveLength(25);
    expect(abilities[0]?.id).toBe('reasoning');
    expect(abilities[13]?.name).toBe('Programming and algorithms');
    expect(abilities[24]?.id).toBe('content-summarization');
  });
});

describe('a catalogue file that breaks a rule', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'theta-catalogue-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  interface File {
    llms: Record<string, unknown>[];
    pools: { id: string; llms: string[]; isDefault: boolean; uncalibrated?: string[] }[];
  }
  /** The shipped file with one thing changed. */
  async function broken(change: (file: File) => void): Promise<string> {
    const file = JSON.parse(await readFile(CATALOGUE, 'utf8')) as File;
    change(file);
    const path = join(folder, 'catalogue.json');
    await writeFile(path, JSON.stringify(file));
    return path;
  }

  const cases: [string, (file: File) => void, RegExp][] = [
    ['an id twice', (f) => f.llms.push({ ...f.llms[0] }), /llms\.45\.id: codegemma-7b already names codegemma-7b/],
    [
      'an alias of two LLMs',
      (f) => (f.llms[0]!['aliases'] = ['QWEN25_7b_instruct']),
      /qwen25_7b_instruct already names/,
    ],
    ['an unknown pool member', (f) => f.pools[0]!.llms.push('gpt-9'), /pools\.0\.llms\.20: gpt-9 is not among/],
    ['a pool member twice', (f) => f.pools[0]!.llms.push('claude-v1'), /claude-v1 is there twice/],
    ['a pool twice', (f) => f.pools.push({ ...f.pools[1]! }), /pool routerbench is there twice/],
    ['no default pool', (f) => (f.pools[0]!.isDefault = false), /exactly one pool must be the default, got 0/],
    ['two default pools', (f) => (f.pools[1]!.isDefault = true), /exactly one pool must be the default, got 2/],
    ['an empty profile', (f) => (f.llms[3]!['profile'] = '  '), /llms\.3\.profile/],
    [
      'a negative price',
      (f) => (f.llms[3]!['price'] = { inputPerMillion: -1, outputPerMillion: 1 }),
      /inputPerMillion/,
    ],
    ['a price without a source', (f) => (f.llms[3]!['priceSource'] = null), /a price needs its source/],
    ['a longest answer of 0', (f) => (f.llms[3]!['maxOutputTokens'] = 0), /llms\.3\.maxOutputTokens/],
    [
      'a longest answer that does not fit the context window',
      (f) => (f.llms[0]!['maxOutputTokens'] = 8193),
      /llms\.0\.maxOutputTokens: must be at most contextWindow/,
    ],
    ['a language by its name', (f) => (f.llms[3]!['languages'] = ['English']), /expected a BCP 47 primary tag/],
    ['no language at all', (f) => (f.llms[3]!['languages'] = []), /null says that they are not known/],
    ['tool calling in words', (f) => (f.llms[3]!['toolCalling'] = 'yes'), /llms\.3\.toolCalling/],
    ['a latency of 0', (f) => (f.llms[3]!['typicalLatencyMs'] = 0), /llms\.3\.typicalLatencyMs/],
    ['a misspelt field', (f) => (f.llms[3]!['contxtWindow'] = 1), /contxtWindow/],
    [
      'a published score in percent',
      (f) => (f.llms[3]!['benchmarks'] = [{ benchmark: 'MMLU', score: 86.4, source: 'card' }]),
      /llms\.3\.benchmarks\.0\.score: expected a share from 0 to 1: 0\.864/,
    ],
    [
      'leave for an LLM that is not in the pool',
      (f) => (f.pools[1]!.uncalibrated = ['codegemma-7b']),
      /pools\.1\.uncalibrated\.0: codegemma-7b is not in the pool/,
    ],
    ['a date that no calendar has', (f) => (f.llms[3]!['releaseDate'] = '2024-02-30'), /expected 2023, 2023-11/],
    ['a date of another form', (f) => (f.llms[3]!['releaseDate'] = 'May 2024'), /expected 2023, 2023-11 or 2023-11-06/],
  ];
  it.each(cases)('refuses %s', async (_name, change, message) => {
    await expect(readCatalogueFile(await broken(change))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(message) as string,
    });
  });

  it('takes a file without the facts that constraints look at: they are not known', async () => {
    const path = await broken(({ llms }) => {
      for (const name of ['maxOutputTokens', 'toolCalling', 'languages', 'typicalLatencyMs']) delete llms[0]![name];
    });
    const unknown = { maxOutputTokens: null, toolCalling: null, languages: null, typicalLatencyMs: null };
    expect((await readCatalogueFile(path)).llms.get(llmId('codegemma-7b'))).toMatchObject(unknown);
  });

  it('takes published scores, who may be chosen uncalibrated, and who is retired', async () => {
    const path = await broken(({ llms, pools }) => {
      llms[0]!['benchmarks'] = [{ benchmark: 'MMLU', score: 0.5, source: 'card' }];
      llms[0]!['status'] = 'RETIRED';
      llms[1]!['status'] = 'WARMING';
      pools[0]!.uncalibrated = [pools[0]!.llms[0]!];
    });
    const { llms, pools } = await readCatalogueFile(path);
    const [first, second] = [...llms.values()];
    expect(first).toMatchObject({
      benchmarks: [{ benchmark: 'MMLU', score: 0.5, items: null, source: 'card' }],
      status: 'RETIRED',
      retirement: { at: 0, formerStatus: 'COLD' },
    });
    expect(second).toMatchObject({ benchmarks: [], status: 'WARMING', retirement: null });
    const [pool, other] = [...pools.values()];
    expect([pool?.uncalibrated, other?.uncalibrated]).toEqual([new Set([pool?.llms[0]]), new Set()]);
  });

  it('says that a file is missing, or not JSON', async () => {
    await expect(readCatalogueFile(join(folder, 'nowhere.json'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    const path = join(folder, 'half.json');
    await writeFile(path, '{"llms": [');
    await expect(readCatalogueFile(path)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('refuses an ability id twice', async () => {
    const path = join(folder, 'abilities.json');
    const ability = { id: 'reasoning', name: 'Reasoning', description: 'Draws conclusions.' };
    await writeFile(path, JSON.stringify([ability, ability]));
    await expect(readAbilitiesFile(path)).rejects.toThrow('ability reasoning is there twice');
  });
});
