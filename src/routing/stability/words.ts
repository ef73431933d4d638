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
 * English words that become another word when two inner neighbours change places: a typo there changes the meaning. From the SCOWL
 * word lists up to size 40 and the words of the training files; other spellings of one word left out.
 */
const CONFUSABLE: ReadonlySet<string> = new Set(
  `angels angles barely barked barking barley belated bleated blots bolts brain braked braking brian brunt bugle bugled bugles
  bugling bulge bulged bulges bulging burnt calms carne carps carted carting carve carved carves carving carvings casual
  casually causal causally clams clods clots coals codes coeds colas colds colts compiled compiles complaint compliant
  complied complies concerted concerting concreted concreting corny coroner coroners corps crane crated crating crave craved
  craves craving cravings creeps crepes crevices crony crooner crooners crops dairies dairy deadest diaries diary direr direst
  drier driest farmed farmers farming field fiend filed files fined finely finley fired fires flied flies forth framed framers
  framing frats fried fries froth garbs garde garter garters gilded gilding glided gliding grabs grade grater graters gusty
  gutsy horus hours infarction infraction lairs liars liens lines lions loins macro mantels mantles marco marital martial
  meets metes mines minuets minutes moines monies pairs paris perfect perform performed performs piled piles plied plies
  pluses poises posies prefect preform preformed preforms pulses retires retries rogue rogues rouge rouges sacred salted
  salting salts salve salved salves salving satin scared signed signer signing signs silts silver silvered silvering silvers
  singed singer singing sings slated slating slats slave slaved slaves slaving slits sliver slivered slivering slivers snags
  soldier solider solitaires solitaries spilt split stain tarps teres there three tiers tilted tilting tired tires titled
  titling torts torus tours trail trailed trailing trails traps trees trial trials tried tries trots unite united unites untie
  untied unties waiver warps wavier wraps`.split(/\s+/),
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
