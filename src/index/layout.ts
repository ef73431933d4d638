/** How vectors are laid out: compared one by one, or reached through a graph (HNSW, Malkov and Yashunin 2018). */
export type Layout =
  | { readonly kind: 'flat' }
  | {
      readonly kind: 'hnsw';
      /** M: links per vector and level. */
      readonly connectivity: number;
      /** efConstruction: candidates kept while a vector is linked. */
      readonly expansionAdd: number;
      /** efSearch: candidates kept while a query walks the graph; at least k. */
      readonly expansionSearch: number;
    };

/** Below this a scan costs no more than a walk through a graph, and is exact (docs/decisions/0003). */
export const FLAT_LIMIT = 2_000;
/** From here on the sparser graph loses recall (docs/decisions/0003). */
export const DENSE_GRAPH_FROM = 100_000;

const GRAPH: Layout = { kind: 'hnsw', connectivity: 16, expansionAdd: 64, expansionSearch: 32 };
const DENSE_GRAPH: Layout = { kind: 'hnsw', connectivity: 32, expansionAdd: 96, expansionSearch: 128 };

/** The layout for so many vectors; `wanted` overrides the limit. */
export function chooseLayout(rows: number, wanted: 'auto' | 'flat' | 'hnsw' = 'auto'): Layout {
  if (wanted === 'flat' || (wanted === 'auto' && rows < FLAT_LIMIT)) return { kind: 'flat' };
  return rows < DENSE_GRAPH_FROM ? GRAPH : DENSE_GRAPH;
}

/** FAISS's word for it: `Flat` or `HNSW16`. */
export const layoutName = (layout: Layout): string => (layout.kind === 'flat' ? 'Flat' : `HNSW${layout.connectivity}`);
