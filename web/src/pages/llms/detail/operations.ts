import { graphql } from '../../../gql';

export const LlmQuery = graphql(`
  query LlmById($id: ID!) {
    llm(id: $id) {
      id
      name
      developer
      family
      sizeBillions
      releaseDate
      contextWindow
      maxOutputTokens
      modalities
      toolCalling
      languages
      tags
      typicalLatencyMs
      aliases
      profile
      status
      registeredAt
      updatedAt
      retirement {
        at
        reason
        formerStatus
      }
      price {
        inputPerMillion
        outputPerMillion
      }
      priceHistory {
        inputPerMillion
        outputPerMillion
        cachedInputPerMillion
        effectiveFrom
        source
      }
      benchmarks {
        benchmark
        score
        items
        source
      }
      abilities {
        router
        names
        values
        deviations
      }
      calibration {
        responses
        knowledge {
          router
          basis
          performance {
            mean
            halfWidth
          }
        }
      }
    }
    pools {
      id
      description
      isDefault
      uncalibrated
      llms {
        id
      }
    }
  }
`);

/** By every router, and the advice: it takes longer than the rest. */
export const CalibrationQuery = graphql(`
  query CalibrationByRouter($llm: ID!) {
    calibration(llm: $llm) {
      status
      responses
      version
      routers {
        router
        basis
        reason
        performance {
          mean
          halfWidth
        }
      }
      advice {
        stop
        unsettled
        valueOfInformation
        reason
      }
    }
  }
`);

export const SetPriceMutation = graphql(`
  mutation SetPrice($input: SetPriceInput!) {
    setPrice(input: $input) {
      effectiveFrom
    }
  }
`);

export const UpdateLlmMutation = graphql(`
  mutation UpdateLlm($input: UpdateLlmInput!) {
    updateLlm(input: $input) {
      id
      updatedAt
    }
  }
`);

export const RetireMutation = graphql(`
  mutation RetireLlm($llm: ID!, $reason: String!) {
    retireLlm(llm: $llm, reason: $reason) {
      id
      status
    }
  }
`);

export const ReinstateMutation = graphql(`
  mutation ReinstateLlm($llm: ID!) {
    reinstateLlm(llm: $llm) {
      id
      status
    }
  }
`);

export const AddToPoolMutation = graphql(`
  mutation AddToPool($pool: ID!, $llms: [ID!]!, $allowUncalibrated: Boolean) {
    addToPool(pool: $pool, llms: $llms, allowUncalibrated: $allowUncalibrated) {
      id
    }
  }
`);

export const RemoveFromPoolMutation = graphql(`
  mutation RemoveFromPool($pool: ID!, $llms: [ID!]!) {
    removeFromPool(pool: $pool, llms: $llms) {
      id
    }
  }
`);
