/**
 * What the offline annotator goes by: for each ability of the paper's list (appendix C.1) stems of words that queries
 * which need it tend to hold, and words of task names. Edit it freely; an ability that is not listed goes by the words
 * of its own name and description.
 */
export interface AbilityWords {
  /** Beginnings of words, in lower case. */
  readonly stems: readonly string[];
  /** Whole words of a task name, or the whole name without its punctuation. */
  readonly tasks: readonly string[];
}

const words = (stems: string, tasks: string): AbilityWords => ({ stems: stems.split(' '), tasks: tasks.split(' ') });

export const ABILITY_WORDS: Readonly<Record<string, AbilityWords>> = {
  reasoning: words(
    'because therefore deduc conclu reason clue step logic premise infer follow',
    'arc gpqa logicgrid gsm8k mgsm math bbh winogrande hellaswag reasoning',
  ),
  understanding: words(
    'passage context paragraph sentence mean refer describ author text blank',
    'squad hotpotqa race boolq drop winogrande hellaswag understanding',
  ),
  generation: words(
    'write generat compos story essay poem letter draft creat concept',
    'commongen mtbench alpaca generation',
  ),
  'information-retrieval': words(
    'who when where which document find search locat year name source',
    'triviaqa naturalqa nq squad hotpotqa retrieval rag',
  ),
  'multidisciplinary-knowledge': words(
    'law econom philosoph psycholog sociolog business account medic clinic legal market theory polic',
    'mmlu cmmlu ceval gpqa agieval aclue',
  ),
  'emotion-understanding-and-expression': words(
    'feel felt emotion happy sad angry afraid upset love lonely sorry empath',
    'emotion sentiment socialiqa',
  ),
  'adaptability-and-robustness': words(
    'unusual noisy typo misspell adversar ambigu rephras',
    'adversarial robust anli truthfulqa',
  ),
  interactivity: words('chat conversation dialog assistant user reply respond previous turn', 'mtbench chat dialogue'),
  'ethical-and-moral-consideration': words(
    'moral ethic wrong harm illegal fair justice virtue duty',
    'ethics moral truthfulqa safety disputes scenarios',
  ),
  'mathematical-calculation': words(
    'calculat sum equation percent total cost how many comput integral derivative probab polynomial integer fraction',
    'gsm8k math mgsm mathqa aime algebra mathematics svamp arithmetic statistics',
  ),
  'data-analysis': words(
    'table chart graph data average median statist column row survey',
    'statistics econometrics dataanalysis tabular',
  ),
  'symbolic-processing': words(
    'symbol expression proof theorem formula variable simplif boolean matrix equation grammar',
    'math logicgrid logic formal abstract symbolic',
  ),
  'geometric-and-spatial-reasoning': words(
    'triangle circle angle radius square perpendicular parallel rectangle area distance left right between next',
    'geometry spatial logicgrid',
  ),
  'programming-and-algorithms': words(
    'def function python code program algorithm array return assert string list java compil loop',
    'mbpp humaneval code apps livecodebench programming',
  ),
  'scientific-knowledge-application': words(
    'energy cell atom molecul force planet species chemical electron reaction temperature plant organism gene mass acid',
    'arc openbookqa gpqa sciq science physics chemistry biology astronomy',
  ),
  'technical-documentation-understanding': words(
    'api manual specification install configur parameter document version command',
    'documentation apibench',
  ),
  'current-affairs-and-common-knowledge': words(
    'president country city film team player song born won season people everyday home',
    'triviaqa naturalqa commonsenseqa openbookqa',
  ),
  'cultural-understanding': words(
    'culture tradition religio histor dynasty custom god festival ancient empire',
    'cmmlu aclue ceval history religions culture',
  ),
  'language-conversion': words(
    'translat french german spanish chinese japanese english language',
    'translation flores wmt mgsm cmmlu',
  ),
  'music-and-art-understanding': words(
    'music song album paint artist novel poet band film actor literature',
    'art music literature',
  ),
  'editing-and-proofreading': words(
    'correct grammar rewrite edit improve spelling proofread error punctuat',
    'editing grammar',
  ),
  'prediction-and-hypothesis-testing': words(
    'predict hypothes experiment likely outcome forecast test evidence would',
    'hellaswag arc forecasting experimental',
  ),
  inference: words(
    'impl infer cause effect entail conclu likely because refer pronoun',
    'winogrande hellaswag nli rte commonsenseqa boolq',
  ),
  'decision-support': words(
    'best option choose recommend decid should compare advantage plan',
    'decision planning commonsenseqa',
  ),
  'content-summarization': words('summar headline tldr brief abstract main point article', 'summarization cnndm xsum'),
};
