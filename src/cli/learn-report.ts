import { table } from './output.js';

const DIFF = /* GraphQL */ `
  fragment Diff on VersionDiff {
    from
    to
    alpha
    pool
    reason
    abilities {
      router
      llm
      dimension
      name
      before {
        mean
        deviation
      }
      after {
        mean
        deviation
      }
    }
    decisions {
      router
      probes
      changed
      moves {
        from
        to
        probes
      }
      added
      removed
      performance {
        llm
        before
        after
      }
      predictedPerformance {
        before
        after
      }
      cost {
        before
        after
      }
      gain
    }
  }
`;

const REPORT = /* GraphQL */ `
  fragment Report on FeedbackReport {
    read
    teaching
    fresh
    replaced
    beyond
    weighedDown
    left {
      reason
      text
      statements
    }
    reporters {
      reporter
      statements
      influence
      statistic
      correctedPValue
      verdict
      cells {
        llm
        isPreference
        statements
        residual
        others
        z
      }
    }
    disagreements {
      llm
      task
      statements
      reporters
      predicted
      observed
      bias
      low
      high
      correctedPValue
    }
  }
`;

export const LEARN = /* GraphQL */ `
  ${DIFF}
  ${REPORT}
  mutation Learn($approve: Boolean) {
    learnFromFeedback(approveWithinLimits: $approve) {
      version
      label
      over
      withinLimits
      approved
      limits {
        name
        value
        limit
        met
        text
      }
      report {
        ...Report
      }
      diff {
        ...Diff
      }
    }
  }
`;

export const FEEDBACK_REPORT = /* GraphQL */ `
  ${REPORT}
  query FeedbackReport {
    feedbackReport {
      ...Report
    }
  }
`;

export const VERSION_DIFF = /* GraphQL */ `
  ${DIFF}
  query VersionDiff($from: ID!, $to: ID!) {
    versionDiff(from: $from, to: $to) {
      ...Diff
    }
  }
`;

interface BeforeAfter {
  readonly before: number;
  readonly after: number;
}

export interface DiffAnswer {
  readonly from: string;
  readonly to: string;
  readonly alpha: number;
  readonly reason: string | null;
  readonly abilities: readonly {
    readonly router: string;
    readonly llm: string;
    readonly dimension: number;
    readonly name: string | null;
    readonly before: { readonly mean: number; readonly deviation: number | null };
    readonly after: { readonly mean: number; readonly deviation: number | null };
  }[];
  readonly decisions:
    | readonly {
        readonly router: string;
        readonly probes: number;
        readonly changed: number;
        readonly moves: readonly { readonly from: string; readonly to: string; readonly probes: number }[];
        readonly performance: readonly ({ readonly llm: string } & BeforeAfter)[];
        readonly predictedPerformance: BeforeAfter | null;
        readonly cost: BeforeAfter;
        readonly gain: number | null;
      }[]
    | null;
}

export interface ReportAnswer {
  readonly read: number;
  readonly teaching: number;
  readonly fresh: number;
  readonly replaced: number;
  readonly beyond: number;
  readonly weighedDown: number;
  readonly left: readonly { readonly text: string; readonly statements: number }[];
  readonly reporters: readonly {
    readonly reporter: string;
    readonly statements: number;
    readonly influence: number;
    readonly correctedPValue: number | null;
    readonly verdict: string;
    readonly cells: readonly { readonly llm: string; readonly residual: number; readonly others: number }[];
  }[];
  readonly disagreements: readonly {
    readonly llm: string;
    readonly task: string | null;
    readonly statements: number;
    readonly reporters: number;
    readonly predicted: number;
    readonly observed: number;
    readonly correctedPValue: number;
  }[];
}

export interface UpdateAnswer {
  readonly version: string;
  readonly over: string;
  readonly withinLimits: boolean;
  readonly approved: boolean;
  readonly limits: readonly { readonly met: boolean; readonly text: string }[];
  readonly report: ReportAnswer;
  readonly diff: DiffAnswer;
}

const SHOWN = 10;
const signed = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(3)}`;
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;

/** What was learned and what it changes, as a person reads it on a terminal. */
export function readableUpdate({ version, over, approved, withinLimits, limits, report, diff }: UpdateAnswer): string {
  const fate = approved
    ? 'It serves now; `theta rollback` goes back.'
    : `\`theta learn approve ${version}\` lets it serve${withinLimits ? '' : ', beyond its limits'}.`;
  return [
    `Version ${version} has learned from ${report.fresh} new statements over ${over}. ${fate}`,
    limits.map(({ met, text }) => `${met ? '✓' : '!'} ${text}`).join('\n'),
    readableDiff(diff),
    readableReport(report),
  ].join('\n\n');
}

/** Decisions router by router, then the abilities that moved most. */
export function readableDiff({ decisions, abilities, alpha, reason, from, to }: DiffAnswer): string {
  const parts = [`Decisions by ${from} and ${to}, α = ${alpha}:`];
  if (decisions === null) parts.push(reason ?? '');
  else {
    const rows = decisions.map((d) => [
      d.router,
      percent(d.changed),
      d.moves[0] ? `${d.moves[0].from} → ${d.moves[0].to} (${d.moves[0].probes})` : null,
      d.performance[0] ? `${d.performance[0].llm} ${signed(d.performance[0].after - d.performance[0].before)}` : null,
      signed(d.cost.after - d.cost.before),
      d.gain === null ? null : signed(d.gain),
    ]);
    const header = ['router', 'changed', 'most frequent move', 'largest move of mean P̂', 'cost C', 'gain in S'];
    parts.push(table(header, rows));
  }
  if (abilities.length > 0) parts.push(abilityTable(abilities));
  return parts.join('\n');
}

function abilityTable(abilities: DiffAnswer['abilities']): string {
  const value = ({ mean, deviation }: { mean: number; deviation: number | null }) =>
    `${mean.toFixed(3)}${deviation === null ? '' : ` ± ${deviation.toFixed(3)}`}`;
  const rows = abilities
    .slice(0, SHOWN)
    .map((a) => [a.router, a.llm, a.name ?? String(a.dimension), value(a.before), value(a.after)]);
  const more = abilities.length > SHOWN ? `\n… and ${abilities.length - SHOWN} more.` : '';
  return `\nAbilities that moved:\n${table(['router', 'LLM', 'ability', 'before', 'after'], rows)}${more}`;
}

/** What feedback there is, and who and what stands out. */
export function readableReport(report: ReportAnswer): string {
  const { read, teaching, fresh, replaced, beyond, weighedDown, left, reporters, disagreements } = report;
  const outliers = reporters.filter(({ verdict }) => verdict === 'OUTLIER');
  const parts = [
    `${read} statements of ${reporters.length} reporters on decisions with P̂; ${teaching} teach, ${fresh} of them are new, ${replaced} were replaced, ` +
      `${beyond} are beyond what counts of one reporter, ${weighedDown} are weighed down for their reporter's influence.`,
    ...left.map(({ text, statements }) => `${statements} teach nothing: ${text}`),
  ];
  if (outliers.length === 0) parts.push('No reporter stands out.');
  else {
    const rows = outliers.slice(0, SHOWN).map(({ reporter, statements, influence, correctedPValue, cells }) => {
      const [cell] = cells;
      const says = cell ? `${cell.llm} ${signed(cell.residual)}, others ${signed(cell.others)}` : null;
      return [reporter, statements, percent(influence), correctedPValue?.toPrecision(2) ?? null, says];
    });
    parts.push(`Reporters that stand out:\n${table(['reporter', 'statements', 'influence', 'p', 'says'], rows)}`);
  }
  if (disagreements.length > 0) {
    const rows = disagreements
      .slice(0, SHOWN)
      .map((d) => [d.llm, d.task, d.statements, d.reporters, d.predicted.toFixed(3), d.observed.toFixed(3)]);
    const header = ['LLM', 'task', 'statements', 'reporters', 'mean P̂', 'observed'];
    parts.push(`Where feedback and predictions differ:\n${table(header, rows)}`);
  }
  return parts.join('\n');
}
