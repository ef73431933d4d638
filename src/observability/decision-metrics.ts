import type { Described } from './exposition.js';
import { histogramSamples, one } from './exposition.js';
import type { Meters } from './meters.js';

export const decisionMetrics = ({ decisions, searches }: Meters): readonly Described[] => [
  {
    name: 'theta_decisions_total',
    help: 'Decisions of traffic by router, chosen LLM and outcome (routed, explored, abstained).',
    type: 'counter',
    collect: () => decisions.decisions.members(),
  },
  {
    name: 'theta_refusals_total',
    help: 'Requests for a decision that were refused, by router and code.',
    type: 'counter',
    collect: () => decisions.refusals.members(),
  },
  {
    name: 'theta_decision_duration_seconds',
    help: 'Time of a decision from its text to its ranking.',
    type: 'histogram',
    collect: () => histogramSamples(decisions.duration),
  },
  {
    name: 'theta_decision_phase_seconds_total',
    help: 'Time of decisions by phase (embed, neighbours, predict); of what was computed for several at once, each has its share.',
    type: 'counter',
    collect: () => Object.entries(decisions.phases).map(([phase, value]) => ({ value, labels: { phase } })),
  },
  {
    name: 'theta_index_search_duration_seconds',
    help: 'Searches of the index of training queries.',
    type: 'histogram',
    collect: () => histogramSamples(searches.duration),
  },
  {
    name: 'theta_index_queries_total',
    help: 'Queries looked up in the index; one search may have many.',
    type: 'counter',
    collect: () => one(searches.queries),
  },
];
