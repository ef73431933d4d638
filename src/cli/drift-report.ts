import { table } from './output.js';

export const DRIFT = /* GraphQL */ `
  fragment Window on DriftWindow {
    from
    to
    matching
    examined
  }
  fragment Check on DriftCheck {
    kind
    llm
    recent
    reference
    statistic
    pValue
    correctedPValue
    effect
    threshold
    interval {
      low
      high
    }
    verdict
    text
    figures {
      name
      reference
      recent
    }
    examples {
      id
      createdAt
      query
      llm
      value
    }
    causes
  }
  query Drift($input: DriftInput!) {
    drift(input: $input) {
      createdAt
      recent {
        ...Window
      }
      reference {
        ...Window
      }
      router
      version
      checks {
        ...Check
      }
      alerts {
        ...Check
      }
      text
      notes
    }
  }
`;

export interface CheckAnswer {
  readonly kind: string;
  readonly llm: string | null;
  readonly recent: number;
  readonly reference: number;
  readonly correctedPValue: number | null;
  readonly effect: number | null;
  readonly threshold: number;
  readonly verdict: string;
  readonly text: string;
  readonly figures: readonly {
    readonly name: string;
    readonly reference: number | null;
    readonly recent: number | null;
  }[];
  readonly examples: readonly {
    readonly id: string;
    readonly query: string | null;
    readonly llm: string;
    readonly value: number | null;
  }[];
  readonly causes: readonly string[];
}

export interface DriftAnswer {
  readonly recent: { readonly examined: number };
  readonly reference: { readonly examined: number };
  readonly checks: readonly CheckAnswer[];
  readonly alerts: readonly CheckAnswer[];
  readonly text: string;
  readonly notes: readonly string[];
}

const SHOWN_CHARACTERS = 60;

/** The answer as a person reads it on a terminal. */
export function readableDrift({ checks, alerts, recent, reference, notes }: DriftAnswer): string {
  const compared = `${recent.examined} recent decisions against ${reference.examined} of the reference.`;
  const head =
    alerts.length === 0
      ? `No alert: ${compared}`
      : `${alerts.length} ${alerts.length === 1 ? 'alert' : 'alerts'}: ${compared}`;
  const rows = checks.map((c) => [
    c.kind,
    c.llm,
    c.recent,
    c.reference,
    c.effect === null ? null : digits(c.effect),
    String(c.threshold),
    c.correctedPValue === null ? null : c.correctedPValue.toPrecision(2),
    c.verdict,
  ]);
  const header = ['check', 'LLM', 'recent', 'reference', 'effect', 'alert from', 'p', 'verdict'];
  return [
    head,
    table(header, rows),
    ...alerts.map(alertText),
    ...checks.filter((c) => c.verdict === 'TOO_FEW' && c.llm === null).map(({ text }) => text),
    ...(notes.length > 0 ? [notes.map((note) => `· ${note}`).join('\n')] : []),
  ].join('\n\n');
}

function alertText({ text, causes, figures, examples }: CheckAnswer): string {
  const number = (x: number | null) => (x === null ? null : digits(x));
  return [
    `! ${[text, ...causes].join(' ')}`,
    table(
      ['', 'reference', 'recent'],
      figures.map((f) => [f.name, number(f.reference), number(f.recent)]),
    ),
    ...(examples.length > 0
      ? [
          table(
            ['decision', 'LLM', 'value', 'query'],
            examples.map((e) => [e.id, e.llm, number(e.value), e.query === null ? null : shortened(e.query)]),
          ),
        ]
      : []),
  ].join('\n');
}

const digits = (x: number): string => x.toFixed(3);
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS - 1)}…` : line;
}
