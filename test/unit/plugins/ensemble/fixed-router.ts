import { z } from 'zod';
import { matrix } from '../../../../src/domain/matrix.js';
import type { LlmId } from '../../../../src/domain/ids.js';
import type { AnyRouterPlugin, RouterOutput } from '../../../../src/plugins/contract.js';

export interface FixedRouterOptions {
  readonly output?: RouterOutput;
  readonly supports?: (llm: LlmId) => boolean;
  readonly onLoad?: () => void;
  readonly onDispose?: () => void;
}

/** A router that learns nothing and predicts by a rule from the key of the query and the LLM. */
export function fixedRouter(
  id: string,
  rule: (key: string, llm: LlmId) => number,
  { output = 'performance', supports = () => true, onLoad, onDispose }: FixedRouterOptions = {},
): AnyRouterPlugin {
  return {
    id,
    contract: 1,
    title: id,
    description: 'A rule for tests.',
    maturity: 'stable',
    citation: { work: 'none', deviations: [] },
    output,
    evaluationOnly: false,
    capabilities: [],
    hyperparameters: z.strictObject({}),
    train: async (data) => ({
      kind: `router/${id}`,
      formatVersion: 1,
      meta: { embedderId: data.embedderId, llms: data.responses.llms },
      tensors: { mark: Float32Array.of(1) },
    }),
    load: async (artifact) => {
      onLoad?.();
      const llms = (artifact.meta['llms'] as readonly LlmId[]).filter(supports);
      return {
        llms,
        supports: (llm) => llms.includes(llm),
        predict: async ({ keys }, candidates) =>
          matrix(
            keys.length,
            candidates.llms.length,
            Float32Array.from(keys.flatMap((key) => candidates.llms.map((llm) => rule(key, llm)))),
          ),
        async [Symbol.asyncDispose]() {
          onDispose?.();
        },
      };
    },
  };
}
