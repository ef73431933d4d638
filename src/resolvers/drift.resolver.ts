import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { driftCost } from '../schema/cost.js';
import { DriftInput } from '../schema/drift.input.js';
import { DriftReportType, DriftStatusType } from '../schema/drift.type.js';
import type { ApiContext } from './context.js';
import { toDriftRequest } from './requests.js';
import { driftStatusView, driftView } from './views/drift.view.js';

@Resolver()
export class DriftResolver {
  @Query(() => DriftReportType, {
    complexity: driftCost,
    description:
      'Recent decisions compared with earlier ones: distance to the training queries, scores against predictions, shares of LLMs and labels.',
  })
  async drift(
    @Arg('input', () => DriftInput, { nullable: true, description: 'Which decisions; defaults when absent.' })
    input: DriftInput | null,
    @Ctx() context: ApiContext,
  ): Promise<DriftReportType> {
    return driftView(await context.services.drift.drift(toDriftRequest(input ?? {}), context));
  }

  @Query(() => DriftStatusType, {
    nullable: true,
    description: 'The drift monitor of this server with its latest report; null where it is off.',
  })
  driftStatus(@Ctx() { services: { driftMonitor } }: ApiContext): DriftStatusType | null {
    return driftMonitor && driftStatusView(driftMonitor.status());
  }
}
