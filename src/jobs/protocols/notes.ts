import type { Measured } from '../../evaluation/measure.js';
import type { Study } from './study.js';

/** What a reader of the figures must know. */
export function notesOf(study: Study, figures: Measured): string[] {
  const notes = [
    'Intervals are percentiles over resamples of the test queries: they say how far figures would move with other queries of the same kind, not with another training run.',
    'Comparisons are paired on the same resamples. They are not corrected for their number: of twenty true equals about one will look different.',
    'Reward = 100 · (α·performance − β·total cost / total cost of the dearest single LLM); the scale of cost is held fixed over resamples.',
  ];
  const [part] = study.parts;
  if (part && part.sheet.test.costSource !== 'none') {
    notes.push(
      'AIQ is the area under the non-decreasing hull of performance over total cost, with (0, 0), from the cheapest single LLM’s total cost to the dearest’s, divided by that range; α runs from 0 to 1.',
    );
  }
  if (part?.sheet.test.costSource === 'prices') {
    notes.push('Spend is price × tokens: as recorded, else characters / 4 for input and 300 for output.');
  }
  if (part && part.testSet.dropped > 0) {
    notes.push(`${part.testSet.dropped} test queries were left out: no text, or no known LLM observed on them.`);
  }
  for (const [router, reason] of Object.entries(study.leftOut)) notes.push(`${router} was left out. ${reason}`);
  for (const row of figures.routers) {
    if (row.missing.length === 0 || row.reference) continue;
    const where = row.testSet === 'test' ? '' : ` on ${row.testSet}`;
    notes.push(
      `${row.router}${where} cannot answer for ${row.missing.join(', ')}; it is evaluated on the rest, which answers ${(100 * row.coverage).toFixed(1)} % of the queries.`,
    );
  }
  return [...new Set(notes)];
}
