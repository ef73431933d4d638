import { useCallback, useMemo, useState } from 'react';
import { Empty } from '../../../components/empty';
import { Loaded } from '../../../components/loaded';
import { Panel } from '../../../components/panel';
import { useIntoView } from '../../../state/use-into-view';
import { useQuery } from '../../../state/use-request';
import { ClustersQuery } from '../operations';
import { ClusterEditor } from './cluster-editor';
import { ClusterTable } from './cluster-table';
import type { Draft } from './draft';
import { NOTHING } from './draft';
import type { Stored } from './store-corrections';
import { StoreCorrections } from './store-corrections';
import { StoredNotice } from './stored-notice';

interface Props {
  /** The router that keeps clusters. */
  router: string;
  open: number | null;
  onOpen: (cluster: number | null) => void;
  onQuery: (id: string) => void;
  onShow: (cluster: number) => void;
}

/** Groups of training queries with the abilities that they need, which an operator may correct. */
export function Clusters({ router, open, onOpen, onQuery, onShow }: Props) {
  const variables = useMemo(() => ({ router }), [router]);
  const found = useQuery(ClustersQuery, variables);
  const [draft, setDraft] = useState<Draft>(NOTHING);
  const [stored, setStored] = useState<Stored | null>(null);
  const editor = useIntoView(open);
  const { retry } = found;
  const onStored = useCallback(
    (made: Stored) => {
      setDraft(NOTHING);
      setStored(made);
      if (made.serves) retry();
    },
    [retry],
  );
  return (
    <Panel
      title="Clusters"
      note={`Groups of training queries from which ${router} takes what a query needs. A corrected cluster makes a new version.`}
    >
      {stored && (
        <StoredNotice
          of={stored}
          onServed={() => {
            setStored({ ...stored, serves: true });
            retry();
          }}
        />
      )}
      {draft.size > 0 && (
        <StoreCorrections router={router} draft={draft} onStored={onStored} onDiscard={() => setDraft(NOTHING)} />
      )}
      <Loaded of={found} what="the clusters">
        {({ clusters, abilities }) => {
          const chosen = clusters.find(({ id }) => id === open);
          return (
            <>
              {chosen && (
                <div ref={editor}>
                  <ClusterEditor
                    cluster={chosen}
                    abilities={abilities}
                    draft={draft}
                    onDraft={setDraft}
                    onQuery={onQuery}
                    onShow={() => onShow(chosen.id)}
                    onClose={() => onOpen(null)}
                  />
                </div>
              )}
              {open !== null && !chosen && <Empty title={`There is no cluster ${open} in this version.`} />}
              <ClusterTable clusters={clusters} abilities={abilities} draft={draft} open={open} onOpen={onOpen} />
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}
