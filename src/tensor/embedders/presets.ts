import type { HttpSpec, TransformersSpec } from './spec.js';

export interface Preset {
  readonly spec: TransformersSpec | HttpSpec;
  /** Length of its vectors; what is loaded or asked decides, this is for people. */
  readonly dims: number;
}

const local = (
  model: string,
  spec: Pick<TransformersSpec, 'pooling' | 'maxTokens'> & Partial<TransformersSpec>,
  dims: number,
): Preset =>
  Object.freeze({
    spec: Object.freeze({ kind: 'transformers', model, revision: 'main', dtype: 'fp32', prefix: '', ...spec }),
    dims,
  });

const remote = (spec: Omit<HttpSpec, 'kind'>, dims: number): Preset =>
  Object.freeze({ spec: Object.freeze({ kind: 'http', ...spec }), dims });

/**
 * Embedders ready to name: the four of the paper's Table 6, and two small ones. The table's dimensions of bge-m3 (1536) and
 * text-embedding-3-small (1024) seem exchanged: their makers publish 1024 and 1536, which is what stands here.
 */
export const PRESETS = Object.freeze({
  /**
   * Paper 6.1 and the authors' code: the mean of the last layer, 768 wide, 512 positions. The branch `default` is the encoder;
   * `main` holds it with the head that fills masks, which gives no token vectors (documentation of transformers.js).
   */
  'bert-base-uncased': local('Xenova/bert-base-uncased', { revision: 'default', pooling: 'mean', maxTokens: 512 }, 768),
  /** Model card of BAAI/bge-m3: the first token's vector, 1024 wide, 8192 tokens, no instruction before queries. */
  'bge-m3': local('Xenova/bge-m3', { pooling: 'cls', maxTokens: 8192 }, 1024),
  /**
   * OpenAI's reference: 1536 wide, 8191 tokens a text, 300,000 tokens and 2048 texts a request; USD 0.02 per million (also
   * Table 6). A request stays well below: tokens are estimated, and 256 vectors are already some 8 MB of JSON.
   */
  'text-embedding-3-small': remote(
    {
      url: 'https://api.openai.com/v1',
      model: 'text-embedding-3-small',
      dims: null,
      maxTokens: 8191,
      costPerMillionTokens: 0.02,
      batchTexts: 256,
      batchTokens: 150_000,
    },
    1536,
  ),
  /**
   * Table 6: 512 of its 2048 dimensions, USD 0.0685 per million. Zhipu's reference: 256, 512, 1024 or 2048 dimensions, 3072
   * tokens a text, 64 texts a request; it names no limit for the tokens of a request.
   */
  'zhipu-embedding-3': remote(
    {
      url: 'https://open.bigmodel.cn/api/paas/v4',
      model: 'embedding-3',
      dims: 512,
      maxTokens: 3072,
      costPerMillionTokens: 0.0685,
      batchTexts: 64,
      batchTokens: 64 * 3072,
    },
    512,
  ),
  /** Model card of sentence-transformers/all-MiniLM-L6-v2: mean, 384 wide, cut at 256 tokens as it was trained. English. */
  'all-MiniLM-L6-v2': local('Xenova/all-MiniLM-L6-v2', { pooling: 'mean', maxTokens: 256 }, 384),
  /** Model card of intfloat/multilingual-e5-small: mean, 384 wide, 512 tokens, "query: " where texts are compared alike. */
  'multilingual-e5-small': local(
    'Xenova/multilingual-e5-small',
    { pooling: 'mean', maxTokens: 512, prefix: 'query: ' },
    384,
  ),
});

export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.freeze(Object.keys(PRESETS)) as readonly PresetName[];

/** The preset of that name, or whose model has that name on the hub; null for another word. */
export function presetOf(name: string): Preset | null {
  if (Object.hasOwn(PRESETS, name)) return PRESETS[name as PresetName];
  return Object.values(PRESETS).find(({ spec }) => spec.kind === 'transformers' && spec.model === name) ?? null;
}
