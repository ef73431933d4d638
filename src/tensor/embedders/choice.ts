import { isAbsolute } from 'node:path';
import { ThetaError } from '../../domain/errors.js';
import { PRESET_NAMES, presetOf } from './presets.js';
import type { Dtype, EmbedderSpec, HttpSpec, PoolingChoice, TransformersSpec } from './spec.js';

/** What the operator set; the configuration has these names. A null or undefined takes what the embedder brings. */
export interface EmbedderChoice {
  /** lexical, a preset, owner/name[@revision] on the hub, a folder, or http. */
  readonly embedder: string;
  readonly embedderUrl?: string | undefined;
  readonly embedderModel?: string | undefined;
  readonly embedderDims?: number | undefined;
  readonly embedderCost?: number | undefined;
  readonly embedderMaxTokens?: number | undefined;
  readonly embedderPooling: PoolingChoice;
  readonly embedderDtype: Dtype;
  /** Empty takes the prefix of a preset. */
  readonly embedderPrefix: string;
}

/** What is known of no service: the limits that BERT encoders and Text Embeddings Inference have by default. */
const UNKNOWN_SERVICE = { dims: null, maxTokens: 512, costPerMillionTokens: 0, batchTexts: 32, batchTokens: 16_384 };
const AS_IT_IS: Omit<EmbedderChoice, 'embedder'> = {
  embedderPooling: 'auto',
  embedderDtype: 'fp32',
  embedderPrefix: '',
};

/**
 * The embedder that a name stands for; null is the configured one. The other settings describe the configured embedder, and
 * `http`, which consists of them: any other name stands for itself alone. Throws CONFIG_INVALID naming the variable.
 */
export function embedderSpec(choice: EmbedderChoice, name: string | null = null): EmbedderSpec {
  if (choice.embedderUrl !== undefined) checkUrl(choice.embedderUrl);
  const word = (name ?? choice.embedder).trim();
  const own = word === choice.embedder || word === 'http' ? choice : { ...AS_IT_IS, embedder: word };
  if (word === 'lexical') {
    refuse(own, ['http', 'local', 'other'], word);
    return { kind: 'lexical' };
  }
  const spec = word === 'http' ? unknownService(own) : (presetOf(word)?.spec ?? localModel(word));
  refuse(own, [spec.kind === 'http' ? 'local' : 'http'], word);
  return spec.kind === 'http' ? changedService(spec, own) : changedModel(spec, own);
}

function unknownService({ embedderUrl: url, embedderModel: model }: EmbedderChoice): HttpSpec {
  if (url === undefined) {
    throw invalid(
      'THETA_EMBEDDER_URL: expected the address of an OpenAI-compatible API, got nothing.',
      'http needs it.',
    );
  }
  if (model === undefined) {
    throw invalid('THETA_EMBEDDER_MODEL: expected the name of a model there, got nothing.', 'http needs it.');
  }
  return { kind: 'http', url, model, ...UNKNOWN_SERVICE };
}

function changedService(spec: HttpSpec, choice: EmbedderChoice): HttpSpec {
  return {
    ...spec,
    url: choice.embedderUrl ?? spec.url,
    model: choice.embedderModel ?? spec.model,
    dims: choice.embedderDims ?? spec.dims,
    maxTokens: choice.embedderMaxTokens ?? spec.maxTokens,
    costPerMillionTokens: choice.embedderCost ?? spec.costPerMillionTokens,
  };
}

function changedModel(spec: TransformersSpec, choice: EmbedderChoice): TransformersSpec {
  return {
    ...spec,
    dtype: choice.embedderDtype,
    pooling: choice.embedderPooling === 'auto' ? spec.pooling : choice.embedderPooling,
    maxTokens: choice.embedderMaxTokens ?? spec.maxTokens,
    prefix: choice.embedderPrefix === '' ? spec.prefix : choice.embedderPrefix,
  };
}

const ON_THE_HUB = /^([A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*)(?:@([A-Za-z0-9][\w./-]*))?$/;

function localModel(word: string): TransformersSpec {
  const [, onTheHub, revision] = ON_THE_HUB.exec(word) ?? [];
  const model = word.startsWith('.') || isAbsolute(word) ? word : onTheHub;
  if (model === undefined) throw unknown(word);
  return {
    kind: 'transformers',
    model,
    revision: revision ?? 'main',
    dtype: 'fp32',
    pooling: 'auto',
    maxTokens: null,
    prefix: '',
  };
}

/** Keys travel in a header; an address with one in it would stand in logs and artifacts. */
function checkUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || parsed.username !== '' || parsed.password !== '' || parsed.search !== '') {
    throw invalid(
      'THETA_EMBEDDER_URL: expected an address such as https://host/v1, without user, password or query.',
      'The key goes into THETA_EMBEDDER_KEY.',
    );
  }
  if (!/\/embeddings\/*$/.test(parsed.pathname)) return;
  throw invalid(
    `THETA_EMBEDDER_URL=${url}: expected the address up to and with its version, got that of /embeddings.`,
    'Leave /embeddings out.',
  );
}

/** Settings that some kinds would leave unread; nobody should wonder why one has no effect. */
function refuse(choice: EmbedderChoice, kinds: readonly ('http' | 'local' | 'other')[], word: string): void {
  const set = {
    // Those of either kind, which the lexical one has not.
    other: { MAX_TOKENS: choice.embedderMaxTokens },
    http: { DIMS: choice.embedderDims, COST: choice.embedderCost },
    local: {
      POOLING: choice.embedderPooling === AS_IT_IS.embedderPooling ? undefined : choice.embedderPooling,
      DTYPE: choice.embedderDtype === AS_IT_IS.embedderDtype ? undefined : choice.embedderDtype,
      PREFIX: choice.embedderPrefix === AS_IT_IS.embedderPrefix ? undefined : choice.embedderPrefix,
    },
  };
  for (const kind of kinds) {
    for (const [variable, value] of Object.entries(set[kind])) {
      if (value === undefined) continue;
      throw invalid(
        `THETA_EMBEDDER_${variable}=${value}: only ${kind === 'other' ? 'http and local' : kind} embedders have it, and THETA_EMBEDDER is ${word}.`,
        'Leave it out, or name another embedder.',
      );
    }
  }
}

function unknown(word: string): ThetaError {
  const near = PRESET_NAMES.filter((name) => closeTo(name.toLowerCase(), word.toLowerCase()));
  const guess = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  const address = /^https?:/.test(word) ? ' An address goes into THETA_EMBEDDER_URL, with THETA_EMBEDDER=http.' : '';
  return invalid(
    `THETA_EMBEDDER or --embedder: no embedder is called ${word}.${guess}${address}`,
    `Expected lexical, http, ${PRESET_NAMES.join(', ')}, owner/name on the hub, or a folder as in ./path.`,
  );
}

/** One holds the other, or they share a word of the name. */
const closeTo = (name: string, word: string): boolean =>
  (word !== '' && name.includes(word)) ||
  word.includes(name) ||
  name.split('-').some((part) => part.length > 3 && word.includes(part));

const invalid = (message: string, hint: string): ThetaError => new ThetaError('CONFIG_INVALID', message, { hint });
