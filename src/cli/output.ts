import { SingleBar } from 'cli-progress';
import type { Progress } from '../domain/run.js';

/** Where a command writes; tests give their own. */
export interface Terminal {
  /** What was asked for. */
  out(text: string): void;
  /** What people read besides: progress, notes, errors. */
  note(text: string): void;
  /** Whether a bar can be drawn. */
  readonly interactive: boolean;
}

export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  interactive: process.stderr.isTTY === true,
};

export interface ProgressDisplay {
  readonly show: (progress: Progress) => void;
  done(): void;
}

/** A bar per stage on a terminal, one line per stage elsewhere: a log file has no use for a moving bar. */
export function progressDisplay(terminal: Terminal): ProgressDisplay {
  let stage = '';
  let bar: SingleBar | null = null;
  const done = () => {
    bar?.stop();
    bar = null;
  };
  return {
    done,
    show(progress) {
      if (progress.stage !== stage) {
        done();
        stage = progress.stage;
        if (!terminal.interactive) terminal.note(`${stage} …`);
      }
      if (!terminal.interactive || progress.total === null) return;
      if (!bar) {
        bar = new SingleBar({
          format: `${stage} {bar} {percentage}% {figures}`,
          stream: process.stderr,
          hideCursor: true,
          clearOnComplete: false,
        });
        bar.start(progress.total, 0, { figures: '' });
      }
      bar.setTotal(progress.total);
      bar.update(progress.done, { figures: figures(progress) });
    },
  };
}

const figures = ({ metrics }: Progress): string =>
  Object.entries(metrics ?? {})
    .map(([name, value]) => `${name} ${value.toFixed(4)}`)
    .join('  ');

/** Rows as aligned columns; numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const text = rows.map((r) => r.map((cell) => (cell === null ? '–' : String(cell))));
  const widths = header.map((h, c) => Math.max(width(h), ...text.map((r) => width(r[c] ?? ''))));
  const numeric = header.map((_, c) =>
    rows.every((r) => r[c] === null || typeof r[c] === 'number' || /^[−\-\d.]+%?$/.test(String(r[c]))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, c) => {
        const pad = ' '.repeat(Math.max(0, (widths[c] ?? 0) - width(cell)));
        return numeric[c] && rows.length > 0 ? pad + cell : cell + pad;
      })
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((w) => '─'.repeat(w))), ...text.map(line)].join('\n');
}

/** Columns that a text takes; East Asian wide characters take two. */
function width(text: string): number {
  let columns = 0;
  for (const character of text)
    columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1;
  return columns;
}
