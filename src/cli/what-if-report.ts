import { table } from './output.js';

/** What the commands show, as a fragment. */
const FIELDS = /* GraphQL */ `
  fragment Interval on MeanEstimate {
    value
    standardError
    low
    high
  }
  fragment Estimate on OffPolicyEstimate {
    value
    standardError
    low
    high
    difference {
      ...Interval
    }
  }
  fragment Figures on WhatIf {
    matching
    examined
    replayed
    changed
    notReplayed {
      reason
      text
      decisions
    }
    mix {
      llm
      before
      after
    }
    performanceAsLogged {
      decisions
      before
      after
    }
    performanceAsReplayed {
      decisions
      before
      after
    }
    relativeCost {
      decisions
      before
      after
    }
    expectedSpendUsd {
      decisions
      before
      kept
      after
    }
    examples {
      id
      createdAt
      query
      before {
        llm
        predictedPerformance
      }
      after {
        llm
        predictedPerformance
      }
      scoreGain
    }
    offPolicy {
      explored
      scored
      support {
        n
        supportedShare
        effectiveSampleSize
        expectedEffectiveSampleSize
        meanWeight
        largestWeight
      }
      estimates {
        logged {
          ...Interval
        }
        ips {
          ...Estimate
        }
        snips {
          ...Estimate
        }
        dr {
          ...Estimate
        }
      }
      refusal {
        code
        message
        hint
      }
    }
    text
    notes
  }
`;

export const WHAT_IF = /* GraphQL */ `
  ${FIELDS}
  query WhatIf($input: WhatIfInput!) {
    whatIf(input: $input) {
      ...Figures
    }
  }
`;

export const SHADOW = /* GraphQL */ `
  ${FIELDS}
  query ShadowComparison($input: ShadowComparisonInput!) {
    shadowComparison(input: $input) {
      ...Figures
    }
  }
`;

interface BeforeAfter {
  readonly decisions: number;
  readonly before: number;
  readonly after: number;
}
interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
type Estimate = Interval & { readonly difference: Interval };

export interface WhatIfAnswer {
  readonly matching: number;
  readonly examined: number;
  readonly replayed: number;
  readonly notReplayed: readonly { readonly text: string; readonly decisions: number }[];
  readonly mix: readonly { readonly llm: string; readonly before: number; readonly after: number }[];
  readonly performanceAsLogged: BeforeAfter | null;
  readonly performanceAsReplayed: BeforeAfter | null;
  readonly relativeCost: BeforeAfter | null;
  readonly expectedSpendUsd: (BeforeAfter & { readonly kept: number }) | null;
  readonly examples: readonly {
    readonly query: string | null;
    readonly id: string;
    readonly before: { readonly llm: string };
    readonly after: { readonly llm: string };
    readonly scoreGain: number | null;
  }[];
  readonly offPolicy: {
    readonly estimates: {
      readonly logged: Interval;
      readonly ips: Estimate;
      readonly snips: Estimate | null;
      readonly dr: Estimate | null;
    } | null;
    readonly support: { readonly effectiveSampleSize: number; readonly expectedEffectiveSampleSize: number } | null;
    readonly refusal: { readonly hint: string } | null;
  };
  readonly text: string;
  readonly notes: readonly string[];
}

const SHOWN_LLMS = 12;
const SHOWN_CHARACTERS = 60;

/** The answer as a person reads it on a terminal. */
export function readableWhatIf(found: WhatIfAnswer): string {
  const { mix, examples, offPolicy, notReplayed, notes } = found;
  if (found.examined === 0) return found.text;
  const parts = [found.text, ...(offPolicy.refusal ? [offPolicy.refusal.hint] : [])];
  if (found.replayed > 0) parts.push(figures(found));
  if (mix.length > 0) {
    const more = mix.length - SHOWN_LLMS;
    const rows = mix.slice(0, SHOWN_LLMS).map((m) => [m.llm, percent(m.before), percent(m.after)]);
    parts.push(table(['LLM', 'before', 'after'], rows) + (more > 0 ? `\n… and ${more} more` : ''));
  }
  if (offPolicy.estimates) parts.push(outcomes(offPolicy.estimates, offPolicy.support));
  if (examples.length > 0) {
    const rows = examples.map((e) => [
      e.before.llm,
      e.after.llm,
      e.scoreGain?.toFixed(3) ?? null,
      shortened(e.query ?? e.id),
    ]);
    parts.push(table(['before', 'after', 'gain', 'query'], rows));
  }
  const left = notReplayed.map(({ decisions, text }) => `not replayed: ${decisions}. ${text}`);
  if (left.length > 0) parts.push(left.join('\n'));
  if (notes.length > 0) parts.push(notes.map((note) => `· ${note}`).join('\n'));
  return parts.join('\n\n');
}

function figures(found: WhatIfAnswer): string {
  const spend = found.expectedSpendUsd;
  const row = (name: string, f: BeforeAfter | null, digits: number) =>
    f ? [[name, f.before.toFixed(digits), f.after.toFixed(digits), f.decisions]] : [];
  return table(
    ['', 'before', 'after', 'decisions'],
    [
      ...row('P̂ by the router that decided', found.performanceAsLogged, 3),
      ...row('P̂ by the router now', found.performanceAsReplayed, 3),
      ...row('relative cost C', found.relativeCost, 3),
      ...row('expected USD', spend, 6),
      ...row(
        'expected USD, old LLMs, new prices',
        spend && spend.kept !== spend.before ? { ...spend, after: spend.kept } : null,
        6,
      ),
    ],
  );
}

function outcomes(
  { logged, ips, snips, dr }: NonNullable<WhatIfAnswer['offPolicy']['estimates']>,
  support: WhatIfAnswer['offPolicy']['support'],
): string {
  const interval = ({ value, low, high }: Interval) => `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
  const row = (name: string, e: Estimate | null) => (e ? [[name, interval(e), interval(e.difference)]] : []);
  const rows = [
    ['as recorded', interval(logged), null],
    ...row('inverse propensities', ips),
    ...row('self-normalised', snips),
    ...row('doubly robust', dr),
  ];
  const size = support
    ? `\neffective sample size ${support.effectiveSampleSize.toFixed(1)}, expected ${support.expectedEffectiveSampleSize.toFixed(1)}`
    : '';
  return table(['mean outcome', '95 % interval', 'difference'], rows) + size;
}

const percent = (x: number): string => `${(100 * x).toFixed(1)}%`;
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS - 1)}…` : line;
}
