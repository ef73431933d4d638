import { useState } from 'react';
import { request } from '../../../api/client';
import type { AnchorResponseInput } from '../../../gql/graphql';
import { useAction } from '../../../state/use-action';
import { readFragment } from '../../../gql';
import { StandingFields, SubmitMutation } from './operations';
import type { Standing } from './use-standing';

/** Answers of one submission: a long file comes in parts, so that the interval is seen to narrow. */
const PART = 20;

/** Hands answers over, part by part; each part is a point of the posterior. What is stored before a failure stays stored. */
export function useSubmit(llm: string, standing: Standing) {
  const [done, setDone] = useState(0);
  const action = useAction(async (signal, answers: readonly AnchorResponseInput[]) => {
    setDone(0);
    for (let start = 0; start < answers.length; start += PART) {
      const responses = answers.slice(start, start + PART);
      const { submitResponses } = await request(SubmitMutation, { input: { llm, responses } }, signal);
      standing.add(readFragment(StandingFields, submitResponses));
      setDone(start + responses.length);
    }
    return answers.length;
  });
  return { ...action, done };
}
