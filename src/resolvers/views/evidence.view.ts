import type { Catalogue } from '../../domain/llm.js';
import type { LlmId } from '../../domain/ids.js';
import type {
  Explanation,
  FlipPoints,
  Neighbour,
  QueryProfile,
  RoutingDecision,
  Stability,
} from '../../routing/types.js';
import type { ExplanationType, FlipPointsType, StabilityType } from '../../schema/explanation.type.js';
import type { NeighbourType } from '../../schema/neighbour.type.js';
import type { QueryProfileType } from '../../schema/query-profile.type.js';
import { llmOf } from './catalogue.view.js';

/** LLMs that were observed but have left the catalogue are not shown. */
export const neighbourView = (neighbour: Neighbour, catalogue: Catalogue): NeighbourType => ({
  query: { id: neighbour.queryId, text: neighbour.text, task: neighbour.task },
  similarity: neighbour.similarity,
  performance: [...neighbour.performance].flatMap(([id, performance]) => {
    const llm = catalogue.llms.get(id);
    return llm ? [{ llm, performance }] : [];
  }),
});

/** With the decision behind it, for the fields that are computed when asked for. */
export interface ExplanationView extends ExplanationType {
  readonly decision: RoutingDecision;
  readonly catalogue: Catalogue;
}

export function explanationView(
  { runnerUp, contrast, flipPoints, ...rest }: Explanation,
  decision: RoutingDecision,
  catalogue: Catalogue,
): ExplanationView {
  return {
    ...rest,
    decision,
    catalogue,
    runnerUp: runnerUp && withLlm(runnerUp, catalogue),
    contrast: contrast && withLlm(contrast, catalogue),
    flipPoints: flipPoints && flipPointsView(flipPoints, catalogue),
  };
}

const withLlm = <T extends { readonly llm: LlmId }>(value: T, catalogue: Catalogue) => ({
  ...value,
  llm: llmOf(catalogue, value.llm),
});

function flipPointsView({ alpha, price, performance }: FlipPoints, catalogue: Catalogue): FlipPointsType {
  return {
    alpha: {
      ...alpha,
      below: alpha.below && llmOf(catalogue, alpha.below),
      above: alpha.above && llmOf(catalogue, alpha.above),
    },
    price: price && {
      chosenAbove: price.chosenAbove && withLlm(price.chosenAbove, catalogue),
      runnerUpBelow: price.runnerUpBelow && withLlm(price.runnerUpBelow, catalogue),
    },
    performance,
  };
}

export const stabilityView = (stability: Stability, catalogue: Catalogue): StabilityType => ({
  ...stability,
  flipped: stability.flipped.map((probe) => withLlm(probe, catalogue)),
});

export const queryProfileView = (profile: QueryProfile, catalogue: Catalogue): QueryProfileType => ({
  ...profile,
  neighbours: profile.neighbours.map((neighbour) => neighbourView(neighbour, catalogue)),
});
