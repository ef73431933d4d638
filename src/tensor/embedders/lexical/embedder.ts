import { artifactDigest, encodeArtifact } from '../../../domain/artifact.js';
import type { Artifact } from '../../../domain/artifact.js';
import { throwIfAborted } from '../../../domain/errors.js';
import { matrix } from '../../../domain/matrix.js';
import type { PreparedText, SavedEmbedder } from '../../embedder.js';
import { breathe } from '../../linear-algebra/breathe.js';
import { LEXICAL_KIND, lexicalModel } from './model.js';

/** Characters embedded between two pauses: about ten milliseconds of work. */
const SLICE_CHARACTERS = 50_000;
/** It has no tokens; English text has about four characters to one. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * The lexical embedder held by an artifact of kind `embedder/lexical`. Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT.
 * Its id is made of the artifact's digest, so equal numbers have equal ids.
 */
export function loadLexicalEmbedder(artifact: Artifact): SavedEmbedder {
  const model = lexicalModel(artifact);
  return {
    id: `lexical-${artifactDigest(encodeArtifact(artifact)).slice(0, 16)}`,
    kind: LEXICAL_KIND,
    name: 'lexical',
    dims: model.dims,
    pads: false,
    maxTokens: null,
    costPerMillionTokens: 0,
    batch: { texts: 64, tokens: Number.POSITIVE_INFINITY, parallel: 1 },
    prepare: (text) => ({ text, tokens: Math.ceil(text.length / CHARACTERS_PER_TOKEN) }),
    async embed(texts, signal) {
      throwIfAborted(signal);
      const out = matrix(texts.length, model.dims);
      let characters = 0;
      for (let i = 0; i < texts.length; i++) {
        const { text } = texts[i] as PreparedText;
        if ((characters += text.length) > SLICE_CHARACTERS) {
          characters = text.length;
          await breathe(signal);
        }
        model.write(text, out.data, i * model.dims);
      }
      return out;
    },
    health: () => Promise.resolve({ healthy: true, detail: `${model.dims} dimensions, in memory` }),
    save: () => artifact,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
