import { DecisionMeter } from './decision-meter.js';
import { RequestMeter } from './request-meter.js';
import { StatementMeter } from './statement-meter.js';
import { SearchMeter } from './watched-parts.js';

/** What is counted while the server works; everything else is read when somebody asks. */
export interface Meters {
  readonly requests: RequestMeter;
  readonly decisions: DecisionMeter;
  readonly searches: SearchMeter;
  readonly statements: StatementMeter;
}

export const createMeters = (monotonic: () => number): Meters => ({
  requests: new RequestMeter(),
  decisions: new DecisionMeter(),
  searches: new SearchMeter(),
  statements: new StatementMeter(monotonic),
});
