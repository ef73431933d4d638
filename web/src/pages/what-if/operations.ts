import { graphql } from '../../gql';

/** What the controls offer. */
export const WhatIfOptionsQuery = graphql(`
  query WhatIfOptions {
    llms {
      id
      name
      price {
        inputPerMillion
        outputPerMillion
      }
    }
    pools {
      id
    }
    routers {
      id
      title
      output
      capabilities
    }
  }
`);

export const Interval = graphql(`
  fragment Interval on MeanEstimate {
    value
    low
    high
  }
`);

export const EstimateFields = graphql(`
  fragment EstimateFields on OffPolicyEstimate {
    value
    low
    high
    difference {
      ...Interval
    }
  }
`);

export const WhatIfQuery = graphql(`
  query WhatIf($input: WhatIfInput!) {
    whatIf(input: $input) {
      matching
      examined
      replayed
      notReplayed {
        reason
        text
        decisions
      }
      changed
      mix {
        llm
        before
        after
      }
      performanceAsLogged {
        decisions
        before
        after
      }
      performanceAsReplayed {
        decisions
        before
        after
      }
      relativeCost {
        decisions
        before
        after
      }
      expectedSpendUsd {
        decisions
        before
        kept
        after
      }
      examples {
        id
        createdAt
        query
        before {
          llm
          predictedPerformance
        }
        after {
          llm
          predictedPerformance
        }
        scoreGain
      }
      offPolicy {
        explored
        scored
        support {
          supportedShare
          effectiveSampleSize
          expectedEffectiveSampleSize
        }
        estimates {
          logged {
            ...Interval
          }
          ips {
            ...EstimateFields
          }
          snips {
            ...EstimateFields
          }
          dr {
            ...EstimateFields
          }
        }
        refusal {
          code
          message
          hint
        }
      }
      text
      notes
    }
  }
`);

export const WhatIfCurveQuery = graphql(`
  query WhatIfCurve($input: WhatIfCurveInput!) {
    whatIfCurve(input: $input) {
      matching
      examined
      replayed
      points {
        alpha
        changed
        performance {
          decisions
          before
          after
        }
        relativeCost {
          decisions
          before
          after
        }
        expectedSpendUsd {
          decisions
          before
          kept
          after
        }
      }
    }
  }
`);
