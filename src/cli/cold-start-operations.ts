import type { GraderId } from '../domain/graders.js';
import { CALIBRATION_FIELDS } from './calibration-report.js';

export const ANCHORS = /* GraphQL */ `
  query AnchorQueries($input: AnchorQueriesInput!) {
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
`;
export const SUBMIT = /* GraphQL */ `
  mutation SubmitResponses($input: SubmitResponsesInput!) {
    submitResponses(input: $input) { ${CALIBRATION_FIELDS} }
  }
`;
export const CALIBRATION = /* GraphQL */ `
  query Calibration($llm: ID!) {
    calibration(llm: $llm) { ${CALIBRATION_FIELDS} }
  }
`;

export interface Anchor {
  readonly id: string;
  readonly text: string;
  readonly task: string | null;
  readonly predicted: number | null;
  readonly information: number | null;
  readonly references: readonly string[] | null;
  /** As the API spells it. */
  readonly grader: Uppercase<GraderId> | null;
}
