import type { LlmId } from '../domain/ids.js';
import type { Catalogue } from '../domain/llm.js';
import type { LlmFacts } from '../plugins/contract.js';

/** What the catalogue says of an LLM that bears on its ability. */
export function factsOf(catalogue: Catalogue): (llm: LlmId) => LlmFacts | null {
  return (id) => {
    const llm = catalogue.llms.get(id);
    if (!llm) return null;
    return {
      family: llm.family,
      sizeBillions: llm.sizeBillions ?? Number.NaN,
      outputPerMillion: llm.price?.outputPerMillion ?? Number.NaN,
      benchmarks: new Map(llm.benchmarks.map((one) => [one.benchmark, one.score])),
    };
  };
}
