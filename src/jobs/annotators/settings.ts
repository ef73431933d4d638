/** Which LLM annotates clusters; plain data, because it is copied to the training thread. */
export interface AnnotatorSettings {
  /** Base address of an OpenAI-compatible API, for example `https://api.openai.com/v1`. */
  readonly url: string;
  /** Name of the LLM as that API knows it. */
  readonly model: string;
  /** Sent as a bearer token; null for an API that asks for none. Never logged, stored or repeated in an error. */
  readonly key: string | null;
}
