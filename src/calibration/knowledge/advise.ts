import type { LlmId } from '../../domain/ids.js';
import type { Catalogue } from '../../domain/llm.js';
import { objective } from '../../domain/objective.js';
import { seededRng } from '../../domain/random.js';
import type { QueryBatch } from '../../plugins/contract.js';
import type { ServingRouter } from '../../routing/router-set.js';
import type { StoppingAdvice } from '../types.js';
import { rivalsIn } from './contests.js';
import { posteriorOf } from './posterior-of.js';
import { posteriorDraws } from './posterior-draws.js';
import type { OpenQuestion, StoppingSettings } from './stopping.js';
import { openQuestion } from './stopping.js';

/** Draws of θ, the same at every call. */
const DRAWS = 64;
const SEED = 1;

export interface AdviceRequest {
  readonly llm: LlmId;
  readonly router: ServingRouter;
  readonly catalogue: Catalogue;
  readonly batch: QueryBatch;
  readonly alpha: number;
  /** Answers that the estimate rests on. */
  readonly responses: number;
  readonly settings: StoppingSettings;
}

/**
 * Whether more answers would change what is chosen in the pools of the LLM, where it changes most. Null where the router has no posterior of θ
 * to draw from, chooses by a rule of its own, or no pool can hold the LLM: it has no price.
 */
export async function adviseStopping(request: AdviceRequest): Promise<StoppingAdvice | null> {
  const { llm, router, catalogue, batch, settings, responses } = request;
  const { onboarding } = router;
  const isRuled = router.plugin.capabilities.includes('policy') || router.plugin.output !== 'performance';
  const posterior = posteriorOf(router, llm);
  if (!onboarding || !posterior || isRuled) return null;
  const weights = objective(request.alpha);
  const rivals = await rivalsIn(catalogue, router, llm, batch, weights);
  if (rivals.length === 0) return null;
  const sensitivity = await onboarding.sensitivity(batch, llm);
  const questions = rivals.map((rival) => {
    const view = { predicted: rival.predicted, sensitivity, posterior };
    return openQuestion({ ...rival, draws: posteriorDraws(view, DRAWS, seededRng(SEED)) }, weights);
  });
  const worst = {
    unsettled: Math.max(...questions.map(({ unsettled }) => unsettled)),
    valueOfInformation: Math.max(...questions.map(({ valueOfInformation }) => valueOfInformation)),
  };
  return { ...worst, ...verdict(worst, responses, settings) };
}

function verdict(
  { unsettled, valueOfInformation }: OpenQuestion,
  responses: number,
  { fewest, unsettled: most, value }: StoppingSettings,
): Pick<StoppingAdvice, 'stop' | 'reason'> {
  if (responses < fewest) {
    const reason = `${responses} answers; ${fewest} are the fewest to judge by.`;
    return { stop: false, reason };
  }
  const share = `${percent(unsettled)} of the choices are open (limit ${percent(most)})`;
  const worth = `knowing θ would add ${valueOfInformation.toFixed(2)} points of reward (limit ${value})`;
  if (unsettled <= most) return { stop: true, reason: `Only ${share}.` };
  if (valueOfInformation <= value) return { stop: true, reason: `${share}, but ${worth}.` };
  return { stop: false, reason: `${share}, and ${worth}.` };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
