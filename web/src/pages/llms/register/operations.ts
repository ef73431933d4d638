import { graphql } from '../../../gql';

export const RegisterMutation = graphql(`
  mutation RegisterLlm($input: RegisterLlmInput!) {
    registerLlm(input: $input) {
      id
    }
  }
`);

export const RegisteredQuery = graphql(`
  query RegisteredLlm($id: ID!) {
    llm(id: $id) {
      id
      name
      developer
      status
      profile
      price {
        inputPerMillion
        outputPerMillion
      }
    }
    pools {
      id
      isDefault
      llms {
        id
      }
    }
  }
`);

export const AnchorsQuery = graphql(`
  query AnchorQueriesOfLlm($input: AnchorQueriesInput!) {
    anchorQueries(input: $input) {
      id
      text
      task
      predicted
      information
      references
      grader
    }
  }
`);

/** Where the calibration of an LLM stands, as the default router sees it. */
export const StandingFields = graphql(`
  fragment StandingFields on LlmCalibration {
    status
    responses
    knowledge {
      router
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
`);

export const SubmitMutation = graphql(`
  mutation SubmitResponsesOfLlm($input: SubmitResponsesInput!) {
    submitResponses(input: $input) {
      ...StandingFields
    }
  }
`);

export const StandingQuery = graphql(`
  query StandingOfLlm($llm: ID!) {
    calibration(llm: $llm) {
      ...StandingFields
    }
  }
`);

export const PreviewQuery = graphql(`
  query PreviewOfLlm($input: LlmPreviewInput!) {
    llmPreview(input: $input) {
      change
      on
      queries
      router
      pool
      text
      notes
      share {
        value
        low
        high
      }
      costPerThousand {
        with
        without
        change {
          value
          low
          high
        }
      }
      performance {
        with
        without
        change {
          value
          low
          high
        }
      }
      displaced {
        llm
        with
        without
        lost {
          value
          low
          high
        }
      }
      where {
        kind
        name
        queries
        displaces
        share {
          value
          low
          high
        }
      }
      weakAbilities {
        ability
        answers
        tasks
      }
    }
  }
`);
