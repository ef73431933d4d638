import { table } from './output.js';

const REPORT = /* GraphQL */ `
  fragment Report on RefitReport {
    over
    candidate
    alpha
    seed
    resamples
    costSource
    rule {
      promote
      margin
      minQueries
      routers
      allowLostLlms
    }
    data {
      queries
      trained
      heldOut
      newResponses
      noChoice
      seenByCandidate
      seenByServing
      compared
      favoursServing
    }
    routers {
      router
      counts
      queries
      changed
      serving {
        ...Figures
      }
      candidate {
        ...Figures
      }
      reward {
        ...Difference
      }
      performance {
        ...Difference
      }
      cost {
        ...Difference
      }
      verdict
    }
    missing {
      router
      reason
    }
    lostLlms
    gainedLlms
    checks {
      name
      met
      text
    }
    promoted
    reason
  }
  fragment Figures on RefitFigures {
    reward
    performance
    cost
  }
  fragment Difference on PairedDifference {
    value
    low
    high
  }
`;

export const REFIT = /* GraphQL */ `
  mutation Refit($input: RefitInput) {
    refit(input: $input) {
      id
      status
    }
  }
`;

export const REFIT_JOB = /* GraphQL */ `
  query RefitJob($id: ID!) {
    job(id: $id) {
      status
      progress {
        stage
        done
        total
        unit
      }
      endedAt
    }
  }
`;

const STORED = 'id trigger label status createdAt endedAt candidate error { code message hint }';

export const STORED_REFIT = /* GraphQL */ `
  ${REPORT}
  query StoredRefit($id: ID!) {
    storedRefit(id: $id) {
      ${STORED}
      report {
        ...Report
      }
    }
  }
`;

export const REFITS = /* GraphQL */ `
  ${REPORT}
  query Refits($first: Int) {
    refits(first: $first) {
      ${STORED}
      report {
        ...Report
      }
    }
  }
`;

interface Difference {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

interface Figures {
  readonly reward: number;
  readonly performance: number;
  readonly cost: number | null;
}

interface ReportAnswer {
  readonly over: string;
  readonly candidate: string;
  readonly alpha: number;
  readonly resamples: number;
  readonly data: {
    readonly trained: number;
    readonly heldOut: number;
    readonly newResponses: number;
    readonly compared: number;
    readonly seenByServing: number;
    readonly favoursServing: boolean;
  };
  readonly routers: readonly {
    readonly router: string;
    readonly counts: boolean;
    readonly changed: number;
    readonly serving: Figures;
    readonly candidate: Figures;
    readonly reward: Difference;
    readonly performance: Difference;
    readonly cost: Difference | null;
  }[];
  readonly promoted: boolean;
  readonly reason: string;
}

export interface RefitAnswer {
  readonly id: string;
  readonly trigger: string;
  readonly label: string;
  readonly status: string;
  readonly createdAt: string;
  readonly candidate: string | null;
  readonly report: ReportAnswer | null;
  readonly error: { readonly code: string; readonly message: string; readonly hint: string | null } | null;
}

const signed = (x: number, digits: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(digits)}`;
const between = ({ value, low, high }: Difference, digits: number, scale = 1): string =>
  low === null || high === null
    ? signed(scale * value, digits)
    : `${signed(scale * value, digits)} (${signed(scale * low, digits)} to ${signed(scale * high, digits)})`;

/** Figures of each router, and what became of the candidate, for people. */
export function readableRefit({ report }: RefitAnswer & { readonly report: ReportAnswer }): string {
  const { data } = report;
  const rows = report.routers.map(({ router, counts, changed, serving, candidate, reward, performance, cost }) => [
    counts ? `${router} *` : router,
    serving.reward.toFixed(2),
    candidate.reward.toFixed(2),
    between(reward, 2),
    between(performance, 2, 100),
    cost ? between(cost, 4, 1000) : null,
    `${(100 * changed).toFixed(0)} %`,
  ]);
  const bias = data.favoursServing
    ? ` The serving version has seen ${data.seenByServing} of them, which favours it.`
    : ' Neither version has seen them.';
  const left = `\`theta versions --promote ${report.candidate}\` lets it serve all the same.`;
  return [
    `Candidate ${report.candidate}: ${data.trained} queries, ${data.newResponses} new responses. Compared with ${report.over} on ${data.compared} held-out queries at α = ${report.alpha}.${bias}`,
    '',
    table(['router', 'reward', 'candidate', 'difference', 'performance, points', 'USD per 1,000', 'changed'], rows),
    `Differences with 95 % intervals of ${report.resamples} paired resamples; * counts for the rule.`,
    '',
    report.promoted ? report.reason : `${report.reason} ${left}`,
  ].join('\n');
}

/** One line for each refit. */
export const refitTable = (refits: readonly RefitAnswer[]): string =>
  table(
    ['refit', 'when', 'status', 'candidate', 'what became of it'],
    refits.map(({ id, createdAt, status, candidate, report, error }) => [
      id,
      createdAt,
      status,
      candidate,
      report?.reason ?? error?.message ?? '',
    ]),
  );
