/** How the ONNX weights are stored; `q8` is eight-bit: faster on a processor, one text a call. */
export const DTYPES = ['fp32', 'fp16', 'q8'] as const;
export type Dtype = (typeof DTYPES)[number];

/** How token vectors become one: `auto` does what the model's own files say, and means where they say nothing. */
export const POOLINGS = ['auto', 'mean', 'cls'] as const;
export type PoolingChoice = (typeof POOLINGS)[number];

/** Where ONNX Runtime computes; only `auto` may choose, a named device that cannot start is an error. */
export const DEVICES = ['auto', 'cpu', 'cuda', 'webgpu', 'dml', 'coreml'] as const;
export type DeviceChoice = (typeof DEVICES)[number];

/** Learned from the training queries; nothing to download. */
export interface LexicalSpec {
  readonly kind: 'lexical';
}

/** A transformer encoder in ONNX, run here. Everything in it changes vectors; the device does not and is not in it. */
export interface TransformersSpec {
  readonly kind: 'transformers';
  /** A folder (absolute, or starting with a dot), or `owner/name` on the hub. */
  readonly model: string;
  /** Branch, tag or commit on the hub. */
  readonly revision: string;
  readonly dtype: Dtype;
  readonly pooling: PoolingChoice;
  /** Null takes the model's own limit. */
  readonly maxTokens: number | null;
  /** Put before every text, as some models ask for ("query: "). */
  readonly prefix: string;
}

/** A service with an OpenAI-compatible /embeddings. */
export interface HttpSpec {
  readonly kind: 'http';
  /** Base address up to and with its version, for example https://api.openai.com/v1. */
  readonly url: string;
  readonly model: string;
  /** Asked for in every request; null leaves it to the service. */
  readonly dims: number | null;
  /** Tokens of one text that the service accepts; longer texts are cut by estimate. */
  readonly maxTokens: number;
  /** USD per million tokens. */
  readonly costPerMillionTokens: number;
  /** Most texts in one request. */
  readonly batchTexts: number;
  /** Most tokens in one request. */
  readonly batchTokens: number;
}

/** Which embedder, as plain data: it is written into artifacts and copied to threads. Holds no key. */
export type EmbedderSpec = LexicalSpec | TransformersSpec | HttpSpec;
