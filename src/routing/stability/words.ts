import { proseSpans } from './prose.js';

/**
 * A word of plain language: two letters or more, none but the first a capital. No name of a program or a file (`isPrime(`, `os.path`,
 * `snake_case`), no acronym, formula or address, and nothing that opens a quotation, which may be about the spelling itself.
 */
const ORDINARY =
  /(?<![\p{L}\p{M}\p{N}_@/\\.#&<"'`‘“«„-])[\p{Lu}\p{Ll}]\p{Ll}+(?![\p{L}\p{M}\p{N}_@/\\(=>]|\.[\p{L}\p{N}])/gu;

export interface Word {
  /** In UTF-16 units of the text. */
  readonly at: number;
  readonly word: string;
}

/** The ordinary words of what is not code, in order. */
export function ordinaryWords(text: string): Word[] {
  // Looked for in the whole text, so that what stands around a word is seen across the edge of a span.
  const spans = proseSpans(text);
  let s = 0;
  return [...text.matchAll(ORDINARY)].flatMap(({ index: at, 0: word }) => {
    while (s < spans.length && (spans[s] as (typeof spans)[number]).end <= at) s++;
    const span = spans[s];
    return span && span.start <= at && at + word.length <= span.end ? [{ at, word }] : [];
  });
}

/**
 * English words that become another word when two inner neighbours change places: a typo there changes the meaning. Found among the
 * words of the training files (docs/results), and the usual ones beside them.
 */
const CONFUSABLE: ReadonlySet<string> = new Set(
  `angel angels angle angles barely barking barley blots bolts brain braking brian calm carter carne carve carving casual casually
  causal causally clam coats corps crane crater crave craving crops dairies dairy diaries diary farmed farmers farming fairs field
  fields filed files finely finley fired fires flies framed framers framing fried fries garde goals gaols grade grids girds hours
  horus heresy hersey infarction infraction complaint complaints compliant compiled compiles complied complies macro marco marital
  martial meets metes moines monies pairs paris perfect perfected performed prefect preform preformed perform performs plies piles
  pluses pulses retires retries rogue rouge sacred salts salve scared sever serve silver slats slave sliver signing signs singing
  sings solve spilt split statue statute sprite stripe tarps there three tilted tired tires titled torus tours trail trails traps
  trees teres trial trials tried tries unite united untie untied signed singed`.split(/\s+/),
);

/** Whether a swap of letters may turn the word into another one. */
export const isConfusable = (word: string): boolean => CONFUSABLE.has(word.toLowerCase());

/** Words that a sentence does not end with: a text that breaks off there waits to be continued. */
const OPEN_ENDED: ReadonlySet<string> = new Set(
  `a an the and or but nor if of to in on at by for from with into onto than that which who whose whom what when where because
  as is are was were be been being am has have had do does did can could will would shall should may might must not very
  their its his her my your our this these those`.split(/\s+/),
);

/** Whether a text that ends with the word could end there. */
export const canEnd = (word: string): boolean => !OPEN_ENDED.has(word.toLowerCase());
