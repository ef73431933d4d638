import type { Command } from 'commander';
import { number } from './options.js';

/** What to decide for instead of α, as commander has parsed it. */
export interface ObjectiveOptions {
  readonly shareOfBest?: number;
  readonly maxCostPerThousand?: number;
  readonly balance?: number;
  readonly minPerformance?: number;
  readonly maxCost?: number;
}

export const addObjectiveOptions = (command: Command): Command =>
  command
    .option('--share-of-best <share>', 'as cheap as possible at this share of the best LLM’s mean performance', number)
    .option('--max-cost-per-thousand <usd>', 'as good as possible for so many USD per thousand queries', number)
    .option('--balance <value>', 'place on the cost–quality hull: 0 always the cheapest, 1 always the best', number)
    .option('--min-performance <P>', 'the cheapest LLM that is expected to perform so well, 0 to 1', number)
    .option('--max-cost <usd>', 'the best LLM whose answer is expected to cost no more', number);

/** Divides options into the objective, as the API spells it, and the rest; without any, `objective` is absent. */
export function splitObjective<T extends ObjectiveOptions>(options: T) {
  const { shareOfBest, maxCostPerThousand, balance, minPerformance, maxCost, ...rest } = options;
  const asked = {
    shareOfBest,
    costPerThousand: maxCostPerThousand,
    balance,
    minPerformance,
    costPerQuery: maxCost,
  };
  const given = Object.values(asked).some((value) => value !== undefined);
  return { rest, target: given ? { objective: asked } : {} };
}
