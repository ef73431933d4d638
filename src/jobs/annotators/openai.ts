import { ThetaError } from '../../domain/errors.js';
import type { Ability } from '../../domain/llm.js';
import { matrix } from '../../domain/matrix.js';
import type { AbilityAnnotator, QueryGroup } from '../../plugins/contract.js';
import { annotationPrompt } from './annotation-prompt.js';
import { inParallel } from '../../domain/in-parallel.js';
import { UnusableAnswer, readAnnotation } from './read-annotation.js';
import type { RetryOptions } from '../../domain/retries.js';
import { Retryable, withRetries } from '../../domain/retries.js';
import type { AnnotatorSettings } from './settings.js';

export interface AnnotatorOptions extends RetryOptions {
  /** Of one try. */
  readonly timeoutMs: number;
  /** Questions asked at the same time. */
  readonly concurrency: number;
}

/** Statuses after which the same question may be answered: time-out, too many requests, trouble of the server. */
const passes = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/**
 * Asks an LLM behind an OpenAI-compatible API which abilities each cluster needs, one question per cluster. A cluster without
 * texts and tasks is not asked about and needs every ability alike. Throws ANNOTATOR_FAILED when the API refuses, does not
 * answer, or never answers with abilities; CANCELLED.
 */
export function openAiAnnotator(settings: AnnotatorSettings, options: AnnotatorOptions): AbilityAnnotator {
  const url = `${settings.url.replace(/\/+$/, '')}/chat/completions`;

  const ask = async (group: QueryGroup, abilities: readonly Ability[], signal: AbortSignal): Promise<Float32Array> => {
    const response = await post(url, settings, annotationPrompt(group, abilities), options.timeoutMs, signal);
    try {
      return readAnnotation(response, abilities);
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
          throw error instanceof Retryable ? failed(settings, error) : error;
        });
        out.data.set(row, at * abilities.length);
      });
      return out;
    },
  };
}

async function post(
  url: string,
  { model, key }: AnnotatorSettings,
  messages: ReturnType<typeof annotationPrompt>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model, temperature: 0, messages }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  }).catch((error: unknown) => {
    throw new Retryable(error instanceof Error ? reasonOf(error) : String(error));
  });
  if (!response.ok) {
    await response.body?.cancel();
    const message = `it answered with status ${response.status}`;
    if (passes(response.status)) throw new Retryable(message, retryAfterMs(response));
    throw failed({ url, model }, new Error(message));
  }
  return response.json().catch((error: unknown) => {
    throw new Retryable(error instanceof Error ? reasonOf(error) : String(error));
  });
}

/** fetch says only "fetch failed"; what failed is in the cause. */
const reasonOf = (error: Error): string => (error.cause instanceof Error ? error.cause.message : error.message);

function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

const failed = ({ url, model }: Pick<AnnotatorSettings, 'url' | 'model'>, cause: Error): ThetaError =>
  new ThetaError('ANNOTATOR_FAILED', `${model} at ${url} did not name abilities: ${cause.message}.`, {
    hint: 'Check THETA_ANNOTATOR_URL, _MODEL and _KEY, or leave them out to annotate without an LLM.',
    cause,
  });
