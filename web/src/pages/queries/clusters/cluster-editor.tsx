import type { AbilityOption, Cluster } from './types';
import type { Draft } from './draft';
import { abilitiesOf, withAbility } from './draft';
import { tasksOf } from './cluster-table';

interface Props {
  cluster: Cluster;
  abilities: readonly AbilityOption[];
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onQuery: (id: string) => void;
  onShow: () => void;
  onClose: () => void;
}

/** One cluster: its typical queries, and the abilities that it needs to be ticked. */
export function ClusterEditor({ cluster, abilities, draft, onDraft, onQuery, onShow, onClose }: Props) {
  const needed = abilitiesOf(draft, cluster);
  return (
    <div className="cluster-editor" role="group" aria-label={`Cluster ${cluster.id}`} data-testid="cluster">
      <div className="panel-head">
        <h3>Cluster {cluster.id}</h3>
        <div className="panel-actions">
          <button type="button" className="quiet" onClick={onShow}>
            Show on the map
          </button>
          <button type="button" className="quiet" onClick={onClose}>
            Close cluster
          </button>
        </div>
      </div>
      <p className="hint">{tasksOf(cluster.tasks)}</p>
      <div>
        <p className="hint">Typical queries</p>
        <ul className="examples-list">
          {cluster.examples.map(({ id, text }) => (
            <li key={id}>
              <button type="button" className="link clip" dir="auto" onClick={() => onQuery(id)}>
                {text ?? id}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <fieldset className="abilities">
        <legend>Abilities that its queries need</legend>
        {abilities.map(({ id, name, description }) => (
          <label key={id} className="check" title={description}>
            <input
              type="checkbox"
              checked={needed.includes(id)}
              onChange={(event) => onDraft(withAbility(draft, cluster, id, event.target.checked))}
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
