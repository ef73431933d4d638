import type { Observability } from './create-observability.js';
import { systemClock } from './domain/clock.js';
import { meteredIndex, tracedFactory } from './observability/watched-parts.js';
import type { RouterSetFactory } from './routing/router-set.js';

/** Searches are counted, and parts traced, where somebody reads that. */
export function watchedFactory(factory: RouterSetFactory, { meters, tracer }: Observability): RouterSetFactory {
  const metered: RouterSetFactory = meters
    ? {
        ...factory,
        buildIndex: async (vectors) =>
          meteredIndex(await factory.buildIndex(vectors), meters.searches, () => systemClock.monotonic()),
      }
    : factory;
  return tracer ? tracedFactory(metered, tracer) : metered;
}
