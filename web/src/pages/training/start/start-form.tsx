import { useMemo, useState } from 'react';
import type { FormEvent } from 'react';
import { useLocation } from 'wouter';
import { ChangeButton } from '../../../components/change-button';
import { request } from '../../../api/client';
import { Checklist } from '../../../components/checklist';
import { Failed } from '../../../components/failed';
import { Field } from '../../../components/field';
import { Panel } from '../../../components/panel';
import { count } from '../../../format';
import type { TrainingOptionsQuery } from '../../../gql/graphql';
import { useAction } from '../../../state/use-action';
import { useFilters } from '../../../state/use-filters';
import { jobPath } from '../paths';
import { readSummary } from '../versions/summary';
import { typedAs } from '../../../parameters/check-value';
import { checkAll, trainable } from './draft';
import type { Values } from './draft';
import { TrainMutation } from './operations';
import { HyperparameterFields } from './hyperparameter-fields';

interface Props {
  options: TrainingOptionsQuery;
  /** A version whose request is taken over; null for none. */
  like: string | null;
}

/** What to train and from what. The chosen routers and imports stand in the URL. */
export function StartForm({ options, like }: Props) {
  const [, navigate] = useLocation();
  const [filters, change] = useFilters();
  const former = useMemo(() => formerRequest(options, like), [options, like]);
  const [label, setLabel] = useState(former.label);
  const [seed, setSeed] = useState(former.seed);
  const [embedder, setEmbedder] = useState('');
  const [promote, setPromote] = useState(false);
  const [values, setValues] = useState<Values>(former.values);
  const routers = listOf(filters['routers']) ?? former.routers;
  const sources = listOf(filters['sources']) ?? former.sources;
  const offered = trainable(options.installedRouters);
  const chosen = offered.filter(({ id }) => routers.includes(id));
  // What is not shown is not sent: hyper-parameters belong to chosen routers, or to all where none is chosen.
  const { problems, hyperparameters } = checkAll(chosen.length > 0 ? chosen : offered, values);
  const seedProblem = /^\d{1,9}$/.test(seed.trim()) ? undefined : 'Expected a whole number, 0 or more.';
  const start = useAction((signal) => {
    const input = {
      label: label.trim(),
      routers: [...routers],
      sources: [...sources],
      seed: Number(seed),
      hyperparameters,
      embedder: embedder.trim() || null,
      promote,
    };
    return request(TrainMutation, { input }, signal);
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const started = await start.run();
    if (started) navigate(jobPath(started.trainRouters.id));
  };
  const isWhole = label.trim() !== '' && problems.length === 0 && seedProblem === undefined;
  return (
    <form className="form-panels" onSubmit={(event) => void submit(event)} aria-label="Start a training">
      <Panel title="What and from what">
        <div className="form-grid">
          <Field
            label="Label"
            required
            value={label}
            onChange={setLabel}
            hint="Names the version in lists; up to 200 characters."
          />
          <Field
            label="Seed"
            value={seed}
            onChange={setSeed}
            problem={seedProblem}
            hint="The same data and seed give the same routers."
          />
          <Field
            label="Embedder"
            value={embedder}
            onChange={setEmbedder}
            placeholder="As configured"
            hint="For example bge-m3; empty takes the configured one. docs/embedders.md has the names."
          />
        </div>
        <Checklist
          legend="Imports"
          hint="With none chosen, everything that is stored."
          options={options.trainingSources.map(({ source, queries, responses }) => ({
            id: source,
            text: source,
            note: `${count(queries)} queries, ${count(responses)} responses`,
          }))}
          chosen={sources}
          onChange={(ids) => change({ sources: written(ids) })}
        />
        <Checklist
          legend="Routers"
          hint="With none chosen every router is trained, and one that the data do not suffice for is left out."
          options={offered.map(({ id, title, description, maturity }) => ({
            id,
            text: maturity === 'EXPERIMENTAL' ? `${title} (experimental)` : title,
            title: description,
          }))}
          chosen={routers}
          onChange={(ids) => change({ routers: written(ids) })}
        />
      </Panel>
      <Panel
        title="Hyper-parameters"
        note="As each router declares them; an empty field keeps the default. Where a default comes from is said when the pointer rests on its field."
      >
        <HyperparameterFields routers={chosen.length > 0 ? chosen : offered} values={values} onChange={setValues} />
      </Panel>
      <div className="card">
        <label className="check">
          <input type="checkbox" checked={promote} onChange={(event) => setPromote(event.target.checked)} />
          <span>Let the new version serve as soon as it is ready, without looking at it</span>
        </label>
        {problems.length > 0 && (
          <p className="problem" role="status">
            {problems.map(({ id, name, problem }) => `${id}.${name}: ${problem}`).join(' ')}
          </p>
        )}
        <Failed failure={start.failure} />
        <div className="form-actions">
          <ChangeButton type="submit" className="primary" disabled={start.busy || !isWhole}>
            Start the training
          </ChangeButton>
          <span className="hint">Requests are answered meanwhile. It can be watched and cancelled.</span>
        </div>
      </div>
    </form>
  );
}

/** A list in the URL: absent, so that the former request counts, or chosen, be it to be empty. */
const listOf = (value: string | undefined): readonly string[] | null =>
  value === undefined ? null : value.split(',').filter((one) => one !== '-');
const written = (ids: readonly string[]): string => (ids.length === 0 ? '-' : ids.join(','));

function formerRequest({ routerSets }: TrainingOptionsQuery, like: string | null) {
  const found = routerSets.find(({ version }) => version === like);
  const former = found && readSummary(found.version, found.summary);
  const values = Object.fromEntries(
    Object.entries(former?.request?.hyperparameters ?? {}).map(([router, set]) => [
      router,
      Object.fromEntries(Object.entries(set).map(([name, value]) => [name, typedAs(value)])),
    ]),
  );
  return {
    label: found ? `${found.label}, again` : '',
    seed: '0',
    routers: former?.request?.routers ?? [],
    sources: former?.sources ?? [],
    values,
  };
}
