/** Units of a text that are read: beyond it, the middle is left out, since task and question stand at the ends. */
const READ_UNITS = 65_536;

/** Unicode NFKC and lower case, so that full-width forms, ligatures and capitals give the same vector. */
export function foldText(text: string): string {
  const read =
    text.length <= READ_UNITS ? text : `${text.slice(0, READ_UNITS / 2)} ${text.slice(text.length - READ_UNITS / 2)}`;
  return read.normalize('NFKC').toLowerCase();
}
