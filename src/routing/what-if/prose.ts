import type { BeforeAfter, WhatIf, WhatIfRequest } from './types.js';

/** One paragraph from the figures. */
export function whatIfText(result: Omit<WhatIf, 'text' | 'notes'>): string {
  const { replayed, examined, changed, relativeCost, expectedSpendUsd: spend, offPolicy } = result;
  if (examined === 0) return 'No logged decision fits the filter.';
  if (replayed === 0) return `None of the ${examined} decisions could be replayed: ${result.notReplayed[0]?.text}`;
  const quality = result.performanceAsReplayed ?? result.performanceAsLogged;
  const sentences = [
    `Of ${replayed} replayed decisions ${changed} (${percent(changed / replayed)}) go to another LLM.`,
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
  return sentences.join(' ');
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

/** What to know when reading the figures. */
export function whatIfNotes(
  { matching, examined, replayed }: WhatIf,
  request: WhatIfRequest,
  { preferences, asked }: { readonly preferences: number; readonly asked: number },
): string[] {
  const notes: string[] = [];
  if (matching > examined) {
    notes.push(
      `${matching} decisions fit the filter; the newest ${examined} were looked at. Raise limit or narrow the filter.`,
    );
  }
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
  if (replayed > 0)
    notes.push(
      'Predicted performance is what routers expect, and a router expects most of its own choices; outcomes decide.',
    );
  return notes;
}

const figure = (x: number): string => x.toFixed(3).replace('-', '−');
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
const usd = (x: number): string => `${x.toPrecision(4)} USD`;
const pair = ({ before, after }: BeforeAfter): string => `${figure(before)} to ${figure(after)}`;
