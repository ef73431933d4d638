/** Queries of different kinds, so that the answer visibly depends on the query. */
export const EXAMPLES = [
  { label: 'Math', query: 'Prove that the square root of 2 is irrational.' },
  {
    label: 'Word problem',
    query:
      'A train leaves at 9:40 and travels 210 km at 84 km/h. It stops twice for 6 minutes. At what time does it arrive?',
  },
  {
    label: 'Code',
    query:
      'Write a Python function that returns the longest palindromic substring of a string, in O(n) time, with tests.',
  },
  { label: '中文', query: '“塞翁失马，焉知非福”这句成语出自哪部典籍？请说明它的寓意。' },
  { label: 'Trivia', query: 'Which actor played the barber in the film Sweeney Todd?' },
  {
    label: 'Science',
    query: 'Which of these is a renewable resource? A. coal B. natural gas C. sunlight D. uranium',
  },
] as const;
