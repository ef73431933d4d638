import type { Json } from '../../domain/artifact.js';
import type { RouterId } from '../../domain/ids.js';
import { compareVariants } from '../../evaluation/between-variants.js';
import type { Comparison, EvaluationReport, ReportTable } from '../../evaluation/report.js';
import type { Watch } from '../worker-messages.js';
import type { ProtocolInput } from './protocol.js';
import { bootstrapRng, figuresOf, reportOf } from './report-of.js';
import type { Study } from './study.js';
import { runStudy } from './study.js';
import type { SweepVariant } from './sweep.js';
import { sweepCurves, sweepTable } from './sweep.js';

/** What a protocol shows besides the sweep. */
export interface MoreShown {
  readonly tables: readonly ReportTable[];
  readonly verdict: readonly string[];
}

/**
 * Evaluates the routers once per variant. Every variant is compared with the first, router by router; comparisons between
 * routers inside a variant are left to the protocol `main`. Throws what a study throws.
 */
export async function runSweep(
  about: EvaluationReport['protocol'],
  parameters: { readonly [name: string]: Json },
  input: ProtocolInput,
  routers: readonly RouterId[],
  variants: readonly SweepVariant[],
  label: string,
  watch: Watch,
  more: (study: Study) => MoreShown = () => ({ tables: [], verdict: [] }),
): Promise<EvaluationReport> {
  const study = await runStudy(input, routers, variants, watch);
  const comparisons = await comparedVariants(study, input, watch);
  const figures = { ...(await figuresOf(study, input, watch)), comparisons };
  const sets = [...new Set(study.parts.map((p) => p.testSet))];
  const tables = sets.flatMap(({ id, title }) =>
    input.alphas.map((alpha) =>
      sweepTable(
        figures,
        { testSet: id, alpha },
        { id: `${id}-${alpha}`, title: `${title}, α = ${alpha}`, variant: label },
      ),
    ),
  );
  const curves = sweepCurves(figures, variants, input.alphas, label);
  const verdict = comparisons.map((c) => `${c.testSet === 'test' ? '' : `${c.testSet}: `}${c.sentence}.`);
  const shown = more(study);
  return reportOf(about, parameters, input, study, figures, {
    tables: [...tables, ...shown.tables],
    curves,
    verdict: [...verdict, ...shown.verdict],
  });
}

/** Each variant against the first, router by router, on every test set. Throws CANCELLED. */
export async function comparedVariants(study: Study, input: ProtocolInput, watch: Watch): Promise<Comparison[]> {
  const all: Comparison[] = [];
  for (const id of new Set(study.parts.map((p) => p.testSet.id))) {
    const sheets = study.parts
      .filter((p) => p.testSet.id === id)
      .map((p) => ({ variant: p.variant.name, sheet: p.sheet }));
    all.push(...(await compareVariants(id, sheets, input, bootstrapRng(input), watch.signal)));
  }
  return all;
}
