import { describe, expect, it } from 'vitest';
import { versionBefore } from '../../../../src/calibration/feedback/roll-back.js';
import { versionId } from '../../../../src/domain/ids.js';

/** "a b <a" — a, then b, then back to a. */
const before = (history: string) =>
  versionBefore(
    history.split(' ').flatMap((word) => {
      const version = versionId(word.replace('<', ''));
      return word === '' ? [] : [{ version, promotedAt: 0, isRollback: word.startsWith('<'), reason: null }];
    }),
  );

describe('versionBefore', () => {
  it.each([
    ['', null],
    ['a', null],
    ['a b', 'a'],
    ['a b c', 'b'],
    ['a b c <b', 'a'],
    ['a b c <b <a', null],
    ['a b c <b d', 'b'],
    ['a b c <b d <b', 'a'],
    ['a b a', 'b'],
    ['a b a <b', 'a'],
    ['<b c', 'b'],
  ])('of %j is %j', (history, version) => {
    expect(before(history)).toBe(version);
  });
});
