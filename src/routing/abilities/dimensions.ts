import type { RouterId } from '../../domain/ids.js';
import { takeRows } from '../../domain/matrix.js';
import { seededRng } from '../../domain/random.js';
import { remembered } from '../../domain/remembered.js';
import { facet } from '../../plugins/contract.js';
import type { Facets } from '../../plugins/contract.js';
import type { RouterSet, ServingRouter } from '../router-set.js';
import type { Annotation } from './annotation.js';
import { annotationOf, telling } from './annotation.js';
import { routersWith } from './capable.js';
import type { DimensionFit } from './dimension-fit.js';
import { fitDimensions } from './dimension-fit.js';
import { referenceItems } from './reference-items.js';

/** A latent dimension of a router, with what it is called. */
export interface Dimension {
  /** From 0. */
  readonly index: number;
  /** The router's own name, or that of an ability where the fit deserves it; null: unnamed. */
  readonly label: string | null;
  /** How an unnamed dimension relates to the abilities of another router; null where the router names its dimensions, or no router can tell. */
  readonly fit:
    | (Omit<DimensionFit, 'ability'> & {
        readonly ability: string;
        readonly router: RouterId;
        readonly queries: number;
      })
    | null;
}

/** Queries that relations are looked for in: R² moves by about .01 with other ones. */
const SAMPLE = 4000;
/** The sample, the folds and the shuffles: the same set gives the same figures. */
const SEED = 0;

const kept = new WeakMap<ServingRouter, Promise<Dimension[]>>();

/** What the dimensions of a router are called, and for unnamed ones why not more. Computed on first use. */
export function dimensionsOf(
  router: ServingRouter,
  abilities: Facets['abilities'],
  set: RouterSet,
): Promise<Dimension[]> {
  return remembered(kept, router, () => describeDimensions(router, abilities, set));
}

async function describeDimensions(
  router: ServingRouter,
  { abilityDims: dims, abilityNames }: Facets['abilities'],
  set: RouterSet,
): Promise<Dimension[]> {
  const label = (index: number) => abilityNames?.[index] ?? null;
  const plain = Array.from({ length: dims }, (_, index): Dimension => ({ index, label: label(index), fit: null }));
  const items = facet(router.plugin, router.loaded, 'itemParameters');
  const named = abilityNames || !items ? null : annotatingRouter(router, set);
  if (!items || !named) return plain;
  const { slope } = await referenceItems(router, set, items, dims);
  if (!slope) return plain;
  const rng = seededRng(SEED).fork(`dimensions ${router.id}`);
  const rows = rng.shuffle(Uint32Array.from({ length: slope.rows }, (_, q) => q)).subarray(0, SAMPLE);
  const { task, tasks } = numberTasks(set, rows);
  const fits = fitDimensions(takeRows(slope, rows), takeRows(named.needs, rows), task, tasks, rng);
  return fits.map((fit, index) => {
    const ability = named.names[fit.ability] as string;
    return {
      index,
      label: fit.named ? ability : null,
      fit: { ...fit, ability, router: named.router.id, queries: rows.length },
    };
  });
}

/** The first other router whose training queries were annotated with named abilities. */
function annotatingRouter(
  than: ServingRouter,
  set: RouterSet,
): (Annotation & { readonly router: ServingRouter }) | null {
  for (const router of routersWith(set, 'clusters')) {
    const annotation = router === than ? null : annotationOf(router);
    const told = annotation && telling(annotation);
    if (told && told.names.length > 0) return { ...told, router };
  }
  return null;
}

/** Queries without a task are one. */
function numberTasks({ reference }: RouterSet, rows: Uint32Array): { task: Uint16Array; tasks: number } {
  const numbers = new Map<string | null, number>();
  const task = Uint16Array.from(rows, (q) => {
    const name = reference.responses.queries[q]?.task ?? null;
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name) as number;
  });
  return { task, tasks: numbers.size };
}
