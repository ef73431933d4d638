import { table } from './output.js';

export const PREVIEW = /* GraphQL */ `
  fragment Figure on PreviewFigure {
    value
    low
    high
  }
  fragment Effect on PreviewEffect {
    without
    with
    change {
      ...Figure
    }
  }
  query LlmPreview($input: LlmPreviewInput!) {
    llmPreview(input: $input) {
      llm
      change
      pool
      router
      version
      alpha
      target {
        kind
        value
      }
      on
      queries
      decisions {
        matching
        examined
        withoutText
      }
      answers
      knowsDeviation
      share {
        ...Figure
      }
      performance {
        ...Effect
      }
      costPerThousand {
        ...Effect
      }
      costPercent {
        ...Figure
      }
      reward {
        ...Effect
      }
      cautious {
        share
        performanceChange
        costPerThousandChange
        rewardChange
      }
      displaced {
        llm
        without
        with
        lost {
          ...Figure
        }
        predicted {
          displaced
          llm
        }
        observed {
          mean
          queries
        }
      }
      where {
        kind
        name
        queries
        share {
          ...Figure
        }
        performanceChange
        halfWidth
        displaces
      }
      examples {
        id
        text
        task
        from
        predicted {
          displaced
          llm
        }
        halfWidth
      }
      weakAbilities {
        ability
        deviation
        typicalDeviation
        answers
        queries
        tasks
      }
      text
      notes
    }
  }
`;

interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
interface Effect {
  readonly without: number;
  readonly with: number;
  readonly change: Figure;
}

export interface PreviewAnswer {
  readonly share: Figure;
  readonly performance: Effect;
  readonly costPerThousand: Effect;
  readonly reward: Effect | null;
  readonly cautious: {
    readonly share: number;
    readonly performanceChange: number;
    readonly costPerThousandChange: number;
    readonly rewardChange: number | null;
  } | null;
  readonly displaced: readonly {
    readonly llm: string;
    readonly without: number;
    readonly with: number;
    readonly lost: Figure;
    readonly observed: { readonly mean: number; readonly queries: number } | null;
  }[];
  readonly where: readonly {
    readonly kind: string;
    readonly name: string;
    readonly queries: number;
    readonly share: Figure;
    readonly halfWidth: number | null;
    readonly displaces: string | null;
  }[];
  readonly examples: readonly {
    readonly id: string;
    readonly text: string | null;
    readonly from: string;
    readonly predicted: { readonly displaced: number; readonly llm: number };
  }[];
  readonly weakAbilities:
    | readonly {
        readonly ability: string;
        readonly deviation: number;
        readonly typicalDeviation: number;
        readonly answers: number;
        readonly queries: number;
        readonly tasks: readonly string[];
      }[]
    | null;
  readonly text: string;
  readonly notes: readonly string[];
}

const SHOWN_LLMS = 8;
const SHOWN_PARTS = 15;
const SHOWN_ABILITIES = 8;
const SHOWN_CHARACTERS = 60;

/** The answer as a person reads it on a terminal. */
export function readablePreview(found: PreviewAnswer): string {
  const { displaced, where, examples, weakAbilities, notes } = found;
  const parts = [found.text, totals(found)];
  if (displaced.length > 0) {
    const rows = displaced
      .slice(0, SHOWN_LLMS)
      .map((d) => [
        d.llm,
        percent(d.without),
        percent(d.with),
        `${percent(d.lost.value)} [${percent(d.lost.low)}, ${percent(d.lost.high)}]`,
        d.observed && `${d.observed.mean.toFixed(3)} (${d.observed.queries})`,
      ]);
    parts.push(table(['LLM', 'without', 'with', 'loses', 'observed there'], rows) + more(displaced.length, SHOWN_LLMS));
  }
  const rows = where
    .slice(0, SHOWN_PARTS)
    .map((w) => [
      w.kind.toLowerCase(),
      w.name,
      w.queries,
      `${percent(w.share.value)} [${percent(w.share.low)}, ${percent(w.share.high)}]`,
      w.halfWidth === null ? null : `±${w.halfWidth.toFixed(2)}`,
      w.displaces,
    ]);
  parts.push(table(['by', 'where', 'queries', 'takes', 'P̂', 'from'], rows) + more(where.length, SHOWN_PARTS));
  if (weakAbilities && weakAbilities.length > 0) {
    const weak = weakAbilities
      .slice(0, SHOWN_ABILITIES)
      .map((w) => [
        w.ability,
        w.deviation.toFixed(3),
        w.typicalDeviation.toFixed(3),
        w.answers,
        w.queries,
        w.tasks.join(', '),
      ]);
    const header = ['little known', 'deviation', 'typical', 'answers', 'queries taken', 'ask more of'];
    parts.push(table(header, weak) + more(weakAbilities.length, SHOWN_ABILITIES));
  }
  if (examples.length > 0) {
    const shown = examples.map((e) => [
      e.from,
      e.predicted.displaced.toFixed(3),
      e.predicted.llm.toFixed(3),
      shortened(e.text ?? e.id),
    ]);
    parts.push(table(['from', 'P̂', 'P̂ of it', 'query'], shown));
  }
  if (notes.length > 0) parts.push(notes.map((note) => `· ${note}`).join('\n'));
  return parts.join('\n\n');
}

function totals({ share, performance, costPerThousand: cost, reward, cautious }: PreviewAnswer): string {
  const effect = (name: string, e: Effect, digits: number, low: number | null | undefined) => [
    name,
    e.without.toFixed(digits),
    e.with.toFixed(digits),
    e.change.value.toFixed(digits),
    `[${e.change.low.toFixed(digits)}, ${e.change.high.toFixed(digits)}]`,
    low?.toFixed(digits) ?? null,
  ];
  const taken = [percent(share.value), null, `[${percent(share.low)}, ${percent(share.high)}]`];
  return table(
    ['', 'without', 'with', 'change', '90 % interval', 'cautious'],
    [
      ['share of queries', null, ...taken, cautious ? percent(cautious.share) : null],
      effect('predicted performance', performance, 3, cautious?.performanceChange),
      effect('USD per 1,000 queries', cost, 4, cautious?.costPerThousandChange),
      ...(reward ? [effect('reward, points', reward, 2, cautious?.rewardChange)] : []),
    ],
  );
}

const more = (all: number, shown: number): string => (all > shown ? `\n… and ${all - shown} more` : '');
const percent = (x: number): string => `${(100 * x).toFixed(1)}%`;
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS - 1)}…` : line;
}
