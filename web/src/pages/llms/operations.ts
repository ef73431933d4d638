import { graphql } from '../../gql';

export const LlmsQuery = graphql(`
  query Llms($pool: ID, $status: LlmStatus) {
    llms(pool: $pool, status: $status) {
      id
      name
      developer
      status
      contextWindow
      profile
      price {
        inputPerMillion
        outputPerMillion
      }
    }
    pools {
      id
      isDefault
      uncalibrated
      llms {
        id
      }
    }
  }
`);

/** Mean P̂ beside the price, for the scatter and the table. */
export const CostPerformanceQuery = graphql(`
  query CostPerformance($pool: ID) {
    costPerformance(pool: $pool) {
      router
      queries
      points {
        llm {
          id
        }
        performance
        halfWidth
        isEfficient
      }
    }
  }
`);

/** θ of every LLM under one router, or under all. */
export const AbilitiesQuery = graphql(`
  query LlmAbilities($pool: ID, $router: ID) {
    llms(pool: $pool) {
      id
      abilities(router: $router) {
        router
        names
        values
        deviations
      }
    }
  }
`);

/** Routers that have abilities are those to compare by. */
export const AbilityRoutersQuery = graphql(`
  query AbilityRouters {
    routers {
      id
      title
      isDefault
      capabilities
    }
  }
`);
