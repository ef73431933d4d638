import { Arg, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { stabilityCost } from '../schema/cost.js';
import { ExplanationType, StabilityType } from '../schema/explanation.type.js';
import { PROBE_LIMIT, checkCount } from './count.js';
import type { ExplanationView } from './views/evidence.view.js';
import { stabilityView } from './views/evidence.view.js';

const PROBES = 8;

/** The fields of an explanation that cost predictions. */
@Resolver(() => ExplanationType)
export class ExplanationResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    complexity: 5,
    description:
      'Share of training queries that are easier, in [0, 1]; null for a router without item parameters. The first one asked of a router predicts for all training queries.',
  })
  difficultyPercentile(@Root() { decision }: ExplanationView): Promise<number | null> {
    return decision.difficultyPercentile();
  }

  @FieldResolver(() => StabilityType, {
    complexity: stabilityCost,
    description: 'Whether the choice survives small changes of the text; the same text has the same probes.',
  })
  async stability(
    @Root() { decision, catalogue }: ExplanationView,
    @Arg('probes', () => Int, { nullable: true, description: 'How many changed texts to try, 1 to 64; 8 when absent.' })
    probes?: number | null,
  ): Promise<StabilityType> {
    return stabilityView(await decision.stability(checkCount('probes', probes, PROBE_LIMIT) ?? PROBES), catalogue);
  }
}
