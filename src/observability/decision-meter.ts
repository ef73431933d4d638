import type { RouterId } from '../domain/ids.js';
import { chosenAt } from '../routing/exploration.js';
import type { RouteResult, RoutingDecision } from '../routing/types.js';
import { DECISION_EDGES, DurationHistogram } from './histogram.js';
import { Tally } from './tally.js';

/** Counts the decisions of traffic. Labels are bounded: routers that are loaded, LLMs of the catalogue, codes of errors. */
export class DecisionMeter {
  readonly decisions = new Tally<'router' | 'llm' | 'outcome'>();
  readonly refusals = new Tally<'router' | 'code'>();
  readonly duration = new DurationHistogram(DECISION_EDGES);
  /** Seconds, each decision with its share of what was computed for several at once. */
  readonly phases = { embed: 0, neighbours: 0, predict: 0 };

  /** `router` is the one asked for; null where no such router is loaded. */
  count(router: RouterId | null, result: RouteResult): void {
    if (result.kind === 'refusal') {
      const { code } = result;
      const asked = router ?? '(unknown)';
      this.refusals.add(`${asked} ${code}`, () => ({ router: asked, code }));
      return;
    }
    const llm = result.ranking.llms[chosenAt(result)] as string;
    const outcome = outcomeOf(result);
    this.decisions.add(`${result.router} ${llm} ${outcome}`, () => ({ router: result.router, llm, outcome }));
    const { embedMs, neighboursMs, predictMs, totalMs } = result.timing;
    this.duration.observe(totalMs / 1000);
    this.phases.embed += embedMs / 1000;
    this.phases.neighbours += neighboursMs / 1000;
    this.phases.predict += predictMs / 1000;
  }
}

const outcomeOf = ({ abstention, exploration }: RoutingDecision): 'abstained' | 'explored' | 'routed' =>
  abstention?.abstained ? 'abstained' : exploration?.explored ? 'explored' : 'routed';
