import DataLoader from 'dataloader';
import type { Feedback, FeedbackService } from '../../routing/feedback.js';

/** Feedback by decision id, oldest first; empty where there is none. */
export const feedbackLoader = (
  service: Pick<FeedbackService, 'byDecisions'>,
): DataLoader<string, readonly Feedback[]> =>
  new DataLoader(async (ids) => {
    const found = new Map<string, Feedback[]>(ids.map((id) => [id, []]));
    for (const feedback of await service.byDecisions(ids)) found.get(feedback.decisionId)?.push(feedback);
    return ids.map((id) => found.get(id) ?? []);
  });
