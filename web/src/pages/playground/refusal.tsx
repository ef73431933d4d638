import { RefusalFields } from './operations';
import { readFragment } from '../../gql';
import type { FragmentType } from '../../gql';
import { Excluded } from './excluded';

/** A correct request that has no answer. */
export function Refusal({ of }: { of: FragmentType<typeof RefusalFields> }) {
  const refusal = readFragment(RefusalFields, of);
  return (
    <section className="card notice" role="alert">
      <h2>{refusal.message}</h2>
      {refusal.hint && <p>{refusal.hint}</p>}
      <p className="notice-foot">
        <code>{refusal.code}</code>
      </p>
      <Excluded llms={refusal.excluded} />
    </section>
  );
}
