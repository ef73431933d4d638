import { useMemo } from 'react';
import { Panel } from '../../../components/panel';
import { Select } from '../../../components/select';
import { Figure, Figures } from '../../../components/figure';
import { count, percent } from '../../../format';
import type { EvaluationInFullQuery } from '../../../gql/graphql';
import { useFilters } from '../../../state/use-filters';
import { CostQuality } from './cost-quality';
import { Differences } from './differences';
import { Reliability } from './reliability';
import { ReportTables } from './report-tables';
import { Shares } from './shares';
import { Tasks } from './tasks';

export type Evaluation = NonNullable<EvaluationInFullQuery['evaluation']>;
export type Report = NonNullable<Evaluation['report']>;

interface Props {
  of: Evaluation;
  report: Report;
  parameters: Record<string, unknown>;
  variables: { id: string };
}

/** Sentences shown at once. */
const SENTENCES = 4;

/** A report from its verdict to its settings. */
export function ReportSections({ of, report, parameters, variables }: Props) {
  const [filters, change] = useFilters();
  const sets = report.data.map(({ testSet, title }) => ({ id: testSet, text: title }));
  const set = filters['set'] ?? sets[0]?.id ?? 'test';
  const inSet = useMemo(() => report.breakdowns.filter(({ testSet }) => testSet === set), [report, set]);
  const variants = [...new Set(inSet.map(({ variant }) => variant))];
  const variant = filters['variant'] ?? variants[0] ?? '';
  const alphas = [...new Set(inSet.map(({ alpha }) => alpha))].sort((a, b) => b - a);
  const alpha = alphas.find((one) => String(one) === filters['alpha']) ?? alphas[0] ?? null;
  const rows = inSet.filter((row) => row.variant === variant && row.alpha === alpha);
  return (
    <>
      <Verdict of={report} />
      {report.curves
        .filter(({ diagonal }) => !diagonal)
        .map((curve) => (
          <CostQuality key={curve.id} of={curve} results={of.results} variables={variables} />
        ))}
      <div className="card filters">
        {sets.length > 1 && (
          <Select label="Test set" value={set} options={sets} onChange={(id) => change({ set: id, variant: null })} />
        )}
        {variants.length > 1 && (
          <Select
            label="Variant"
            value={variant}
            options={variants.map((id) => ({ id, text: id || 'plain' }))}
            onChange={(id) => change({ variant: id })}
          />
        )}
        <Select
          label="α, weight of performance"
          value={alpha === null ? null : String(alpha)}
          options={alphas.map((one) => ({ id: String(one), text: String(one) }))}
          onChange={(id) => change({ alpha: id })}
        />
      </div>
      <Differences
        of={of.differences.filter((one) => one.testSet === set && one.variant === variant)}
        alpha={alpha}
        level={report.level}
        variables={variables}
      />
      <Reliability
        of={report.routers.filter((one) => one.testSet === set && one.variant === variant)}
        variables={variables}
      />
      <Tasks of={rows} data={report.data.find(({ testSet }) => testSet === set) ?? null} />
      <Shares of={rows} variables={variables} />
      <ReportTables of={report.tables} />
      <Settings of={report} parameters={parameters} />
    </>
  );
}

function Verdict({ of: { sentences, data, reproduces, title } }: { of: Report }) {
  return (
    <Panel title={title} note={reproduces && `Corresponds to ${reproduces}.`}>
      {sentences.slice(0, SENTENCES).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {sentences.length > SENTENCES && (
        <details className="more-fields">
          <summary>{sentences.length - SENTENCES} more sentences</summary>
          <ul className="notes">
            {sentences.slice(SENTENCES).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
      {data.map((one) => (
        <Figures key={one.testSet}>
          <Figure
            term={data.length > 1 ? `Scored, ${one.title}` : 'Scored'}
            value={`${count(one.testQueries)} queries`}
            note={`${count(one.testResponses)} answers of ${one.llms.length} LLMs`}
          />
          <Figure
            term="Trained on"
            value={`${count(one.trainQueries)} queries`}
            note={one.folds === null ? undefined : `${one.folds}-fold cross-validation`}
          />
          <Figure
            term="Tasks"
            value={count(one.tasks.length)}
            note={one.tasks
              .slice(0, 5)
              .map(({ task, queries }) => `${task} (${count(queries)})`)
              .join(', ')}
          />
          <Figure term="Costs" value={COSTS[one.costSource]} note={`λ = ${one.warmUpWeight}`} />
        </Figures>
      ))}
    </Panel>
  );
}

const COSTS: Readonly<Record<Report['data'][number]['costSource'], string>> = {
  OBSERVED: 'Observed',
  PRICES: 'By prices',
  NONE: 'Unknown',
};

/** What was left open says nothing. */
const isSet = ([, value]: readonly [string, unknown]): boolean => {
  const text = JSON.stringify(value);
  return text !== 'null' && text !== '[]' && text !== '{}' && text !== '""';
};

function Settings({ of, parameters }: { of: Report; parameters: Record<string, unknown> }) {
  return (
    <Panel title="Definitions and settings">
      <ul className="notes">
        {of.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <dl className="facts">
        <dt>Intervals</dt>
        <dd>
          {percent(of.level)} percentiles of {count(of.resamples)} resamples of the queries
        </dd>
        <dt>Seed</dt>
        <dd>{of.seed}</dd>
        <dt>Made by</dt>
        <dd>ThetaRouter {of.theta}</dd>
        {Object.entries(parameters)
          .filter(isSet)
          .map(([name, value]) => (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}
