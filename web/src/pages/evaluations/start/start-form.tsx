import { useState } from 'react';
import type { FormEvent } from 'react';
import { useLocation } from 'wouter';
import { ChangeButton } from '../../../components/change-button';
import { request } from '../../../api/client';
import { Checklist } from '../../../components/checklist';
import { Failed } from '../../../components/failed';
import { Field } from '../../../components/field';
import { Panel } from '../../../components/panel';
import { Select } from '../../../components/select';
import { count } from '../../../format';
import type { EvaluationOptionsQuery } from '../../../gql/graphql';
import { checkValue } from '../../../parameters/check-value';
import { ParameterField } from '../../../parameters/parameter-field';
import { useAction } from '../../../state/use-action';
import { useFilters } from '../../../state/use-filters';
import { jobPath } from '../../training/paths';
import { StartEvaluationMutation } from '../operations';
import { parametersOf } from './protocol-parameters';

/** What to measure, and on what. Protocol, routers and imports stand in the URL. */
export function StartForm({ options }: { options: EvaluationOptionsQuery }) {
  const [, navigate] = useLocation();
  const [filters, change] = useFilters();
  const [label, setLabel] = useState('');
  const [alphas, setAlphas] = useState('');
  const [folds, setFolds] = useState('');
  const [seed, setSeed] = useState('');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const protocols = options.evaluationProtocols;
  const protocol = protocols.find(({ id }) => id === filters['protocol']) ?? protocols[0];
  const routers = listOf(filters['routers']);
  const sources = listOf(filters['sources']);
  const tested = listOf(filters['tested']);
  const imports = options.trainingSources.map(({ source, queries }) => ({
    id: source,
    text: source,
    note: `${count(queries)} queries`,
  }));
  const parameters = parametersOf(protocol?.parameters ?? {});
  const checked = parameters.map((one) => ({ name: one.name, ...checkValue(one, typed[one.name] ?? '') }));
  const weights = alphas.split(/[\s,]+/).filter((one) => one !== '');
  const problems = {
    alphas: weights.every((one) => Number(one) >= 0 && Number(one) <= 1)
      ? undefined
      : 'Expected numbers from 0 to 1, for example 0.8, 0.5.',
    folds: wholeProblem(folds, 2, 100),
    seed: wholeProblem(seed, 0, 2_147_483_647),
  };
  const isWhole = checked.every(({ problem }) => !problem) && Object.values(problems).every((one) => one === undefined);
  const start = useAction((signal) => {
    const set = checked.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
    const input = {
      protocol: protocol?.id ?? '',
      label: label.trim() || null,
      routers: [...routers],
      sources: [...sources],
      testSources: [...tested],
      alphas: weights.length > 0 ? weights.map(Number) : null,
      folds: folds.trim() === '' ? null : Number(folds),
      seed: seed.trim() === '' ? null : Number(seed),
      parameters: Object.fromEntries(set),
      embedder: null,
      foldSeed: null,
      warmUpWeight: null,
    };
    return request(StartEvaluationMutation, { input }, signal);
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const started = await start.run();
    if (started) navigate(jobPath(started.startEvaluation.id));
  };
  return (
    <form className="form-panels" onSubmit={(event) => void submit(event)} aria-label="Start an evaluation">
      <Panel title="What to measure">
        <div className="form-grid">
          <Select
            label="Protocol"
            value={protocol?.id ?? null}
            options={protocols.map(({ id, title }) => ({ id, text: title }))}
            onChange={(id) => {
              setTyped({});
              change({ protocol: id });
            }}
          />
          <Field label="Label" value={label} onChange={setLabel} hint="Names the report; the protocol when empty." />
        </div>
        {protocol && (
          <p className="hint">
            {protocol.description}
            {protocol.reproduces && ` Corresponds to ${protocol.reproduces}.`}
          </p>
        )}
        {parameters.length > 0 && (
          <div className="form-grid">
            {parameters.map((one) => (
              <ParameterField
                key={one.name}
                of={one}
                value={typed[one.name] ?? ''}
                onChange={(value) => setTyped({ ...typed, [one.name]: value })}
              />
            ))}
          </div>
        )}
        <Checklist
          legend="Routers"
          hint="With none chosen, those of the protocol."
          options={options.installedRouters.map(({ id, title, description }) => ({
            id,
            text: title,
            title: description,
          }))}
          chosen={routers}
          onChange={(ids) => change({ routers: ids.join(',') })}
        />
      </Panel>
      <Panel title="On what">
        <Checklist
          legend="Train on"
          hint="With none chosen, everything that is stored."
          options={imports}
          chosen={sources}
          onChange={(ids) => change({ sources: ids.join(',') })}
        />
        <Checklist
          legend="Score on"
          hint="With none chosen, the training data are cross-validated."
          options={imports}
          chosen={tested}
          onChange={(ids) => change({ tested: ids.join(',') })}
        />
        <div className="form-grid">
          <Field
            label="α, weights of performance"
            value={alphas}
            onChange={setAlphas}
            placeholder="0.8, 0.5, 0.2"
            problem={problems.alphas}
          />
          <Field
            label="Folds"
            value={folds}
            onChange={setFolds}
            placeholder="5"
            problem={problems.folds}
            hint="Of the cross-validation; none with imports to score on."
          />
          <Field label="Seed" value={seed} onChange={setSeed} placeholder="0" problem={problems.seed} />
        </div>
      </Panel>
      <div className="card">
        <Failed failure={start.failure} />
        <div className="form-actions">
          <ChangeButton type="submit" className="primary" disabled={start.busy || !isWhole}>
            Start the evaluation
          </ChangeButton>
          <span className="hint">It runs beside the requests, can be watched and cancelled, and stores a report.</span>
        </div>
      </div>
    </form>
  );
}

const listOf = (value: string | undefined): readonly string[] => value?.split(',').filter((one) => one !== '') ?? [];

const wholeProblem = (typed: string, least: number, most: number): string | undefined => {
  const text = typed.trim();
  if (text === '') return undefined;
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most
    ? undefined
    : `Expected a whole number from ${least} to ${most}, got ${text}.`;
};
