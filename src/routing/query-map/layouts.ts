import type { ReferenceSet } from '../../plugins/contract.js';
import type { LayoutTask, PointLayout } from '../../tensor/projection/lay-out.js';
import { UMAP_LEAST } from '../../tensor/projection/lay-out.js';
import { samplingOrder } from './sample.js';

/** Points that UMAP lays out itself. */
export const MAP_SAMPLE = 4000;
export const MAP_SEED = 0;

/** Does a task off the event loop. */
export type LayOut = (task: LayoutTask, signal: AbortSignal) => Promise<PointLayout>;

/** `COMPUTING`: a better layout is on its way. `FAILED`: it could not be made; this one stays. */
export type LayoutState = 'COMPUTING' | 'FINAL' | 'FAILED';

export interface MapLayout {
  readonly layout: PointLayout;
  readonly state: LayoutState;
}

export interface Layouts {
  /** PCA once it is there, UMAP from when that is; both are computed once, whoever asks. Throws what the first throws. */
  of(reference: ReferenceSet): Promise<MapLayout>;
  /** Stops what is under way. */
  close(): Promise<void>;
}

interface Slot {
  readonly reference: ReferenceSet;
  readonly first: Promise<PointLayout>;
  /** Settles when nothing more is under way. */
  readonly settled: Promise<void>;
  readonly stop: () => void;
  better: PointLayout | null;
  state: LayoutState;
}

/** Layouts of the queries that serve: those of one reference set at a time, in memory. */
export function createLayouts(layOut: LayOut, onError: (error: unknown) => void): Layouts {
  let slot: Slot | null = null;
  const isClosing = new AbortController();

  const start = (reference: ReferenceSet): Slot => {
    const { vectors } = reference;
    const sample = samplingOrder(vectors.rows).slice(0, MAP_SAMPLE);
    const task = { vectors, sample, seed: MAP_SEED };
    const replaced = new AbortController();
    const first = layOut({ ...task, method: 'PCA' }, isClosing.signal);
    const improve = async () => {
      if (sample.length < UMAP_LEAST) return void (made.state = 'FINAL');
      try {
        made.better = await layOut({ ...task, method: 'UMAP' }, AbortSignal.any([isClosing.signal, replaced.signal]));
        made.state = 'FINAL';
      } catch (error) {
        made.state = 'FAILED';
        if (!replaced.signal.aborted && !isClosing.signal.aborted) onError(error);
      }
    };
    // What failed is tried again by who asks next.
    const forget = () => void (slot = slot === made ? null : slot);
    const settled = first.then(improve, forget);
    const made: Slot = { reference, first, settled, stop: () => replaced.abort(), better: null, state: 'COMPUTING' };
    return made;
  };

  return {
    async of(reference) {
      if (slot?.reference !== reference) {
        slot?.stop();
        slot = start(reference);
      }
      const held = slot;
      const first = await held.first;
      return { layout: held.better ?? first, state: held.state };
    },
    async close() {
      isClosing.abort();
      await slot?.settled;
    },
  };
}
