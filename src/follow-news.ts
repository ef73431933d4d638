import type { DecisionLog } from './routing/ports.js';
import type { PriceService } from './routing/prices.js';
import type { News } from './store/news/types.js';

export interface FollowedNews {
  /** Null where no other process writes into the database. */
  readonly news: News | null;
  /** Puts what is stored now in the place of what serves. */
  readonly serveCurrent: () => Promise<void>;
  readonly prices: Pick<PriceService, 'follow'>;
  readonly log: Pick<DecisionLog, 'flush'>;
}

/** Serves what other processes change, and writes the decisions that they wait for. */
export async function followNews({ news, serveCurrent, prices, log }: FollowedNews): Promise<void> {
  await news?.start({
    changed: {
      serving: serveCurrent,
      async catalogue() {
        await serveCurrent();
        // A price may have been stored that starts later.
        await prices.follow();
      },
    },
    // What cannot be written stays in the log and is tried again.
    onFlush: () => void log.flush().catch(() => undefined),
  });
}
