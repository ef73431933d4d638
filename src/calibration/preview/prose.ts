import type { Catalogue } from '../../domain/llm.js';
import type { LlmId } from '../../domain/ids.js';
import type { LlmPreview, PreviewPart, Ranged } from './types.js';

type Figures = Omit<LlmPreview, 'text' | 'notes'>;
const SHOWN_DISPLACED = 2;
const SHOWN_TASKS = 3;

/** One paragraph from the figures. */
export function previewText(found: Figures, catalogue: Catalogue): string {
  const nameOf = (llm: LlmId) => catalogue.llms.get(llm)?.name ?? llm;
  const name = nameOf(found.llm);
  return [
    ...(found.change === 'ADD' ? addition(found, name) : removal(found, name)),
    ...displacement(found, nameOf),
    ...places(found),
    ...caution(found),
    ...weakness(found),
  ].join(' ');
}

const by = ({ router, alpha, target }: Figures): string =>
  target ? `by ${router} towards the target` : alpha === null ? `by ${router}` : `by ${router} at α = ${alpha}`;

const queriesOf = ({ on, queries }: Figures): string =>
  on === 'RECENT' ? `${queries} logged queries` : `${queries} held-out queries`;

function addition(found: Figures, name: string): string[] {
  const { performance, costPerThousand: cost, costPercent, reward, share } = found;
  return [
    `In pool ${found.pool} ${name} would take ${percent(share.value)} of ${queriesOf(found)} ${by(found)} (90 % interval ${percents(share)}).`,
    `Predicted performance goes from ${figure(performance.without)} to ${figure(performance.with)} (change ${signed(performance.change.value)} ${span(performance.change, signed)}).`,
    `Expected cost goes from ${usd(cost.without)} to ${usd(cost.with)} per thousand queries` +
      (costPercent ? ` (${signedPercent(costPercent.value)} ${span(costPercent, signedPercent)}).` : '.'),
    ...(reward ? [`Reward changes by ${points(reward.change.value)} points ${span(reward.change, points)}.`] : []),
  ];
}

function removal(found: Figures, name: string): string[] {
  const { performance, costPerThousand: cost, reward, share } = found;
  const back = ({ value, low, high }: Ranged): Ranged => ({ value: 0 - value, low: 0 - high, high: 0 - low });
  return [
    `Pool ${found.pool} has ${name} answer ${percent(share.value)} of ${queriesOf(found)} ${by(found)} (90 % interval ${percents(share)}).`,
    `Without it predicted performance would go from ${figure(performance.with)} to ${figure(performance.without)} (change ${signed(back(performance.change).value)} ${span(back(performance.change), signed)})`,
    `and expected cost from ${usd(cost.with)} to ${usd(cost.without)} per thousand queries` +
      (reward ? `, reward by ${points(back(reward.change).value)} points ${span(back(reward.change), points)}.` : '.'),
  ];
}

function displacement({ displaced, change }: Figures, nameOf: (llm: LlmId) => string): string[] {
  const losers = displaced.filter(({ lost }) => lost.value > 0).slice(0, SHOWN_DISPLACED);
  if (losers.length === 0) return [];
  const described = losers.map(({ llm, lost, predicted, observed }) => {
    const seen = observed ? `, where ${figure(observed.mean)} was observed of it` : '';
    return `${nameOf(llm)} (${percent(lost.value)} of all queries, P̂ ${figure(predicted?.displaced ?? 0)} against ${figure(predicted?.llm ?? 0)}${seen})`;
  });
  return [`${change === 'ADD' ? 'It would take them from' : 'They would go to'} ${described.join(' and ')}.`];
}

function places({ where, share }: Figures): string[] {
  const more = where.filter(({ kind, share: s }) => kind !== 'DIFFICULTY' && s.value > share.value);
  const kind = more[0]?.kind;
  const shown = more.filter((part) => part.kind === kind).slice(0, SHOWN_TASKS);
  if (share.value === 0 || shown.length === 0) return [];
  const words = ({ name, queries, share: s }: PreviewPart) => `${name} (${percent(s.value)} of ${queries})`;
  return [`Above all ${kind === 'TASK' ? 'in' : 'where queries need'} ${shown.map(words).join(', ')}.`];
}

function caution({ cautious, reward, share, change }: Figures): string[] {
  if (!cautious || share.value === 0) return [];
  const least = `With P̂ of it at the lower end of its 90 % interval everywhere it would take ${percent(cautious.share)}`;
  const gain = reward?.change.value ?? 0;
  if (!reward || cautious.rewardChange === null || gain <= 0 || change === 'REMOVE') return [`${least}.`];
  const sure = Math.min(1, Math.max(0, cautious.rewardChange / gain));
  return [
    `${least} and change reward by ${points(cautious.rewardChange)} points: ${percent(1 - sure)} of the gain rests on how well it is known.`,
  ];
}

function weakness({ weakAbilities }: Figures): string[] {
  const [first, ...others] = (weakAbilities ?? []).filter(({ queries }) => queries > 0);
  if (!first) return [];
  const more = others.length === 0 ? '' : ` and of ${others.length} other abilities`;
  const advice = first.tasks.length === 0 ? '' : ` Ask it more anchor queries of ${first.tasks.join(', ')}.`;
  return [
    `Little is known of its ${first.ability}${more} (deviation ${figure(first.deviation)} against ${figure(first.typicalDeviation)} of trained LLMs, ${first.answers} answers), which ${first.queries} of the queries that it takes need most.${advice}`,
  ];
}

const plain = (text: string): string => text.replace('-', '−');
const figure = (x: number): string => plain(x.toFixed(3));
const signOf = (x: number): string => (x > 0 ? '+' : '');
const signed = (x: number): string => signOf(x) + figure(x);
const points = (x: number): string => signOf(x) + plain(x.toFixed(2));
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
const signedPercent = (x: number): string => `${signOf(x)}${plain(x.toFixed(1))} %`;
const usd = (x: number): string => `${x.toPrecision(4)} USD`;
const span = ({ low, high }: Ranged, words: (x: number) => string): string => `[${words(low)}, ${words(high)}]`;
const percents = (r: Ranged): string => span(r, percent);
