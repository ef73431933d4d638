import type { Command } from 'commander';
import type { Config } from '../config.js';
import type { Finding, Verdict } from './doctor/finding.js';
import { EXIT_CODES } from './exit-codes.js';
import type { Terminal } from './output.js';

const MARKS: Readonly<Record<Verdict, string>> = {
  ok: 'ok     ',
  warning: 'WARNING',
  failed: 'FAILED ',
  skipped: 'skipped',
};

export function addDoctor(
  program: Command,
  config: () => Config,
  terminal: Terminal,
  onFailure: (code: number) => void,
): void {
  program
    .command('doctor')
    .description(
      'Check this installation: machine, settings, database, serving version, optional parts. Changes nothing.',
    )
    .option('--json', 'print the findings as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { examine } = await import('./doctor/examine.js');
      const findings = await examine(config);
      const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
      const counts = { failed: count('failed'), warnings: count('warning') };
      if (json) terminal.out(JSON.stringify({ ...counts, findings }, null, 2));
      else {
        terminal.out(findings.map(readable).join('\n'));
        terminal.note(`${counts.failed} failed, ${counts.warnings} warnings.`);
      }
      if (counts.failed > 0) onFailure(EXIT_CODES.unavailable);
    });
}

const readable = ({ check, verdict, detail, advice }: Finding): string =>
  `${MARKS[verdict]}  ${check}: ${detail}${advice === null ? '' : `\n         → ${advice.split('\n').join('\n           ')}`}`;
