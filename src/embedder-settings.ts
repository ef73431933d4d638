import { join } from 'node:path';
import type { Config } from './config.js';
import { ThetaError } from './domain/errors.js';
import { embedderSpec } from './tensor/embedders/choice.js';
import type { EmbedderChoice } from './tensor/embedders/choice.js';
import type { EmbedderSettings } from './tensor/embedders/host.js';

export type EmbedderConfig = EmbedderChoice &
  Pick<
    Config,
    | 'dataFolder'
    | 'embedderKey'
    | 'openaiKey'
    | 'zhipuKey'
    | 'embedderDevice'
    | 'embedderThreads'
    | 'embedderTimeoutMs'
    | 'modelsFolder'
    | 'hubUrl'
    | 'hubToken'
  >;

/**
 * What embedders need of the configuration. A key is bound to the origin that it was given for: THETA_EMBEDDER_KEY to that of
 * THETA_EMBEDDER_URL, else of the preset that THETA_EMBEDDER names. Throws CONFIG_INVALID where it belongs to none.
 */
export function embedderSettings(config: EmbedderConfig): EmbedderSettings {
  const spec = embedderSpec(config);
  const service = spec.kind === 'http' ? spec : null;
  const keys: Record<string, string> = {};
  if (config.openaiKey !== undefined) keys['https://api.openai.com'] = config.openaiKey;
  if (config.zhipuKey !== undefined) keys['https://open.bigmodel.cn'] = config.zhipuKey;
  const url = config.embedderUrl ?? service?.url;
  if (config.embedderKey !== undefined) {
    if (url === undefined) throw keyWithoutAddress(config.embedder);
    keys[new URL(url).origin] = config.embedderKey;
  }
  const urls: Record<string, string> = {};
  const model = config.embedderModel ?? service?.model;
  if (model !== undefined && config.embedderUrl !== undefined) urls[model] = config.embedderUrl;
  return {
    modelsFolder: config.modelsFolder ?? join(config.dataFolder, 'models'),
    hubUrl: config.hubUrl,
    hubToken: config.hubToken ?? null,
    device: config.embedderDevice,
    threads: config.embedderThreads,
    timeoutMs: config.embedderTimeoutMs,
    urls,
    keys,
  };
}

const keyWithoutAddress = (embedder: string): ThetaError =>
  new ThetaError(
    'CONFIG_INVALID',
    `THETA_EMBEDDER_KEY: expected an address that it is for, and ${embedder} has none.`,
    {
      hint: 'Set THETA_EMBEDDER_URL, or use OPENAI_API_KEY or ZHIPUAI_API_KEY, which belong to these services.',
    },
  );
