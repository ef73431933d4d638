import { embedderSpec } from './tensor/embedders/choice.js';
import type { EmbedderChoice } from './tensor/embedders/choice.js';
import type { EmbedderSpec } from './tensor/embedders/spec.js';

/** What the name of an embedder stands for under this configuration; null is the configured one. Throws CONFIG_INVALID. */
export const configuredSpec =
  (config: EmbedderChoice) =>
  (name: string | null): EmbedderSpec =>
    embedderSpec(config, name);
