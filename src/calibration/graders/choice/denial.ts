const DENIAL =
  /\b(?:not|never|no|cannot|incorrect|wrong|false|except|eliminate[ds]?|rule[ds]? out|unlike|neither)\b|n['’]t\b|[不错錯非]/i;

/** Whether a sentence denies something: a letter in it may be the one that is ruled out. */
export const denies = (sentence: string): boolean => DENIAL.test(sentence);
