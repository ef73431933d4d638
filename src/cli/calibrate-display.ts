import { SingleBar } from 'cli-progress';
import type { Clock } from '../domain/clock.js';
import type { RunProgress } from '../jobs/calibrate-llm/types.js';
import type { Terminal } from './output.js';

/** Between two lines where no bar can be drawn. */
const LINE_MS = 10_000;

export interface CalibrateDisplay {
  show(progress: RunProgress): void;
  retried(): void;
  /** A line that stays; the bar is drawn again below it. */
  note(line: string): void;
  done(): void;
}

/** A bar on a terminal; elsewhere a line now and then, without control codes. Retries are counted here. */
export function calibrateDisplay(terminal: Terminal, clock: Pick<Clock, 'monotonic'>): CalibrateDisplay {
  let retries = 0;
  let shown: RunProgress | null = null;
  let first: { readonly at: number; readonly answered: number } | null = null;
  let lineAt = Number.NEGATIVE_INFINITY;
  let bar: SingleBar | null = null;

  const figures = ({ answered, total, failed }: RunProgress) => {
    const since = first ?? { at: 0, answered: 0 };
    const each = (clock.monotonic() - since.at) / (answered - since.answered);
    const left = answered > since.answered && answered < total ? duration((each * (total - answered)) / 1000) : '–';
    return `${failed} failed, ${retries} ${retries === 1 ? 'retry' : 'retries'}, ${left} left at most`;
  };
  const draw = (progress: RunProgress) => {
    if (!bar) {
      bar = new SingleBar({
        format: 'calibrate {bar} {value}/{total} answers, {figures}',
        stream: process.stderr,
        hideCursor: true,
        clearOnComplete: false,
      });
      bar.start(progress.total, progress.answered, { figures: figures(progress) });
    }
    bar.update(progress.answered, { figures: figures(progress) });
  };
  const stop = () => {
    bar?.stop();
    bar = null;
  };
  const line = (progress: RunProgress) => {
    lineAt = clock.monotonic();
    terminal.note(`${progress.answered}/${progress.total} answers, ${figures(progress)}`);
  };
  return {
    show(progress) {
      first ??= { at: clock.monotonic(), answered: progress.answered };
      shown = progress;
      if (terminal.interactive) draw(progress);
      else if (clock.monotonic() - lineAt >= LINE_MS) line(progress);
    },
    retried() {
      retries++;
      if (shown && terminal.interactive) draw(shown);
    },
    note(text) {
      stop();
      terminal.note(text);
    },
    done() {
      stop();
      if (shown && !terminal.interactive) line(shown);
    },
  };
}

/** "2 min 5 s" */
function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
