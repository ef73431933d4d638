import type { RouterId } from '../../domain/ids.js';
import type { BeforeAfter, WhatIf, WhatIfRequest } from './types.js';

type Figures = Omit<WhatIf, 'text' | 'notes'>;

/** One paragraph from the figures. */
export function whatIfText(result: Figures): string {
  const { replayed, changed } = result;
  const first = `Of ${replayed} replayed decisions ${changed} (${percent(changed / replayed)}) go to another LLM.`;
  return nothing(result, 'could be replayed') ?? [first, ...rest(result)].join(' ');
}

export function shadowText(result: Figures, router: RouterId): string {
  const { replayed, changed } = result;
  const agreed = replayed - changed;
  const first = `${router} agrees with ${agreed} (${percent(agreed / replayed)}) of the ${replayed} decisions that it shadowed.`;
  return nothing(result, `was shadowed by ${router}`) ?? [first, ...rest(result)].join(' ');
}

function nothing({ examined, replayed, notReplayed }: Figures, what: string): string | null {
  if (examined === 0) return 'No logged decision fits the filter.';
  return replayed === 0 ? `None of the ${examined} decisions ${what}: ${notReplayed[0]?.text}` : null;
}

function rest(result: Figures): string[] {
  const { relativeCost, expectedSpendUsd: spend, offPolicy } = result;
  const quality = result.performanceAsReplayed ?? result.performanceAsLogged;
  return [
    ...(quality ? [`Predicted performance goes from ${pair(quality)}.`] : []),
    ...(relativeCost ? [`Relative cost C goes from ${pair(relativeCost)}.`] : []),
    ...(spend
      ? [
          `Expected spend goes from ${usd(spend.before)} to ${usd(spend.after)}` +
            (spend.kept === spend.before ? '.' : `; the old choices would cost ${usd(spend.kept)} at the new prices.`),
        ]
      : []),
    offPolicySentence(offPolicy),
  ];
}

function offPolicySentence({ estimates, refusal, scored }: WhatIf['offPolicy']): string {
  if (refusal) return `No estimate from outcomes: ${refusal.message}`;
  const best = estimates?.dr ?? estimates?.snips ?? estimates?.ips;
  if (!best || !estimates) return '';
  const by = estimates.dr ? 'doubly robust' : estimates.snips ? 'self-normalised' : 'inverse propensities';
  const { difference } = best;
  const verdict = difference.low > 0 ? 'better' : difference.high < 0 ? 'worse' : 'not distinguishable';
  return (
    `By ${scored} scored decisions (${by}) the mean outcome would be ${figure(best.value)} ` +
    `[${figure(best.low)}, ${figure(best.high)}] instead of ${figure(estimates.logged.value)}: ${verdict}.`
  );
}

interface Counts {
  readonly preferences: number;
  readonly abstained: number;
  readonly asked: number;
}

/** What to know when reading the figures. */
export function whatIfNotes(
  figures: Figures,
  request: WhatIfRequest,
  { preferences, abstained, asked }: Counts,
): string[] {
  const { replayed } = figures;
  const notes = unseen(figures);
  if (asked > 0) {
    notes.push(
      `${asked} of ${replayed} replayed decisions were asked again with their text: by the version that serves now, C from the prices in force.`,
    );
  }
  if (request.llms !== undefined || request.pool !== undefined) {
    notes.push('Constraints of the requests are not logged: LLMs that were no candidates are taken to be eligible.');
  }
  if (preferences > 0) {
    notes.push(
      `${preferences} replayed decisions are by a router that gives a preference, which α and prices move only where it has a rule for them.`,
    );
  }
  notes.push(...kept(abstained));
  if (replayed > 0) notes.push(EXPECTATIONS);
  return notes;
}

export const shadowNotes = (figures: Figures, { abstained }: Pick<Counts, 'abstained'>): string[] => [
  ...unseen(figures),
  ...kept(abstained),
  ...(figures.replayed > 0 ? [EXPECTATIONS] : []),
];

const kept = (abstained: number): string[] =>
  abstained > 0
    ? [
        `${abstained} replayed decisions went to a safe LLM, their queries being unlike the training queries; they keep it wherever it may be chosen.`,
      ]
    : [];

const EXPECTATIONS =
  'Predicted performance is what routers expect, and a router expects most of its own choices; outcomes decide.';

const unseen = ({ matching, examined }: Figures): string[] =>
  matching > examined
    ? [`${matching} decisions fit the filter; the newest ${examined} were looked at. Raise limit or narrow the filter.`]
    : [];

const figure = (x: number): string => x.toFixed(3).replace('-', '−');
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
const usd = (x: number): string => `${x.toPrecision(4)} USD`;
const pair = ({ before, after }: BeforeAfter): string => `${figure(before)} to ${figure(after)}`;
