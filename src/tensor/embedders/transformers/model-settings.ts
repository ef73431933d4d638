import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { unavailable } from './unavailable.js';

/** What a model's own files say of how it wants to be used. */
export interface ModelSettings {
  /** Null where its files say nothing; another name is one that is not computed here. */
  readonly pooling: string | null;
  /** Tokens it was made for, special ones included. */
  readonly maxTokens: number;
  readonly tokenizer: object;
  readonly tokenizerConfig: { readonly pad_token?: unknown };
}

/** BERT's limit, for models that name none. */
const USUAL_MAX_TOKENS = 512;
/** Tokenizers without a limit write 1e30. */
const LARGEST_LIMIT = 1_000_000;
/** These count positions from behind the padding token (fairseq), which leaves two fewer than the table is long. */
const OFFSET_POSITIONS = new Set(['roberta', 'xlm-roberta', 'camembert', 'mpnet']);
const FAIRSEQ_OFFSET = 2;

const configFile = z.looseObject({
  model_type: z.string().optional(),
  max_position_embeddings: z.number().optional(),
});
const tokenizerConfigFile = z.looseObject({ model_max_length: z.number().nullish(), pad_token: z.unknown() });
const sentenceFile = z.looseObject({ max_seq_length: z.number().nullish() });
const poolingFile = z.looseObject({});

/** Reads config.json, the tokenizer's files and those of sentence-transformers. Throws EMBEDDER_UNAVAILABLE for broken ones. */
export async function readModelSettings(folder: string): Promise<ModelSettings> {
  const config = await readJson(folder, 'config.json', configFile);
  const tokenizer = await readJson(folder, 'tokenizer.json', z.looseObject({}));
  const tokenizerConfig = await readJson(folder, 'tokenizer_config.json', tokenizerConfigFile, {});
  const sentence = await readJson(folder, 'sentence_bert_config.json', sentenceFile, {});
  const pooling = await readJson(folder, '1_Pooling/config.json', poolingFile, {});
  const positions = config.max_position_embeddings;
  const offset = OFFSET_POSITIONS.has(config.model_type ?? '') ? FAIRSEQ_OFFSET : 0;
  const limits = [
    sentence.max_seq_length,
    tokenizerConfig.model_max_length,
    positions === undefined ? undefined : positions - offset,
  ].filter((limit) => typeof limit === 'number' && limit > 0 && limit < LARGEST_LIMIT);
  return {
    pooling: poolingOf(pooling),
    maxTokens: limits.length > 0 ? Math.min(...(limits as number[])) : USUAL_MAX_TOKENS,
    tokenizer,
    tokenizerConfig,
  };
}

/** The mode that is on in sentence-transformers' pooling configuration; several are concatenated there. */
function poolingOf(file: Readonly<Record<string, unknown>>): string | null {
  const on = Object.keys(file).filter((key) => key.startsWith('pooling_mode_') && file[key] === true);
  if (on.length === 0) return typeof file['pooling_mode'] === 'string' ? file['pooling_mode'] : null;
  return on.map((key) => key.replace('pooling_mode_', '').replace(/_tokens?$/, '')).join(' and ');
}

async function readJson<T extends z.ZodType>(folder: string, file: string, schema: T, absent?: unknown) {
  const path = join(folder, file);
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && absent !== undefined) return schema.parse(absent);
    throw unavailable(
      `The embedder cannot read ${path}: ${error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message}`,
      'Restore the file from the repository of the model.',
      error,
    );
  }
}
