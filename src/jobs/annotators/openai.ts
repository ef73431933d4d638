import type { Clock } from '../../domain/clock.js';
import { ThetaError } from '../../domain/errors.js';
import type { Ability } from '../../domain/llm.js';
import { matrix } from '../../domain/matrix.js';
import type { AbilityAnnotator, QueryGroup } from '../../plugins/contract.js';
import { annotationPrompt } from './annotation-prompt.js';
import { inParallel } from '../../domain/in-parallel.js';
import { UnusableAnswer, readAnnotation } from './read-annotation.js';
import type { RetryOptions } from '../../domain/retries.js';
import { Retryable, withRetries } from '../../domain/retries.js';
import { postChat, Refused } from '../chat/post-chat.js';
import type { AnnotatorSettings } from './settings.js';

export interface AnnotatorOptions extends RetryOptions {
  /** Of one try. */
  readonly timeoutMs: number;
  /** Questions asked at the same time. */
  readonly concurrency: number;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Asks an LLM behind an OpenAI-compatible API which abilities each cluster needs, one question per cluster. A cluster without
 * texts and tasks is not asked about and needs every ability alike. Throws ANNOTATOR_FAILED when the API refuses, does not
 * answer, or never answers with abilities; CANCELLED.
 */
export function openAiAnnotator(settings: AnnotatorSettings, options: AnnotatorOptions): AbilityAnnotator {
  const ask = async (group: QueryGroup, abilities: readonly Ability[], signal: AbortSignal): Promise<Float32Array> => {
    const request = { messages: annotationPrompt(group, abilities), temperature: 0, maxTokens: null };
    const { text } = await postChat(settings, request, options.timeoutMs, () => options.clock.now(), signal);
    try {
      return readAnnotation(text, abilities);
    } catch (error) {
      throw error instanceof UnusableAnswer ? new Retryable(error.message) : error;
    }
  };

  return {
    id: `openai:${settings.model}`,
    async annotate(groups, abilities, signal) {
      const out = matrix(groups.length, abilities.length);
      await inParallel(groups, options.concurrency, async (group, at) => {
        if (group.samples.length === 0 && group.tasks.length === 0) return;
        const row = await withRetries(() => ask(group, abilities, signal), options, signal).catch((error: unknown) => {
          throw error instanceof Retryable || error instanceof Refused ? failed(settings, error) : error;
        });
        out.data.set(row, at * abilities.length);
      });
      return out;
    },
  };
}

const failed = ({ url, model }: Pick<AnnotatorSettings, 'url' | 'model'>, cause: Error): ThetaError =>
  new ThetaError('ANNOTATOR_FAILED', `${model} at ${url} did not name abilities: ${cause.message}.`, {
    hint: 'Check THETA_ANNOTATOR_URL, _MODEL and _KEY, or leave them out to annotate without an LLM.',
    cause,
  });
