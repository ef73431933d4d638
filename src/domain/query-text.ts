import { ThetaError } from './errors.js';

// Tab, line feed and carriage return are text; other C0 controls and DEL come from binary data.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * Returns the text, or throws QUERY_EMPTY, QUERY_TOO_LONG or QUERY_NOT_TEXT. `maxCharacters` counts UTF-16 units.
 */
export function checkQueryText(text: string, maxCharacters: number): string {
  if (text.length > maxCharacters) {
    throw new ThetaError('QUERY_TOO_LONG', `The query has ${text.length} characters; the limit is ${maxCharacters}.`, {
      hint: 'Send the part that decides which LLM is needed, or raise THETA_MAX_QUERY_CHARACTERS.',
    });
  }
  if (text.trim() === '') {
    throw new ThetaError('QUERY_EMPTY', 'The query is empty.', { hint: 'Send the text that the LLM will be asked.' });
  }
  const control = CONTROL.exec(text);
  if (control) {
    const unit = text.charCodeAt(control.index).toString(16).padStart(4, '0');
    throw new ThetaError('QUERY_NOT_TEXT', `The query holds the control character U+${unit} at ${control.index}.`, {
      hint: 'Send plain text; decode binary content first.',
    });
  }
  if (!text.isWellFormed()) {
    throw new ThetaError('QUERY_NOT_TEXT', 'The query holds half of a surrogate pair.', {
      hint: 'The text was probably cut in the middle of a character; cut by code point.',
    });
  }
  return text;
}
