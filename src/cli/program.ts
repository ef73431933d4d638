import { Command, CommanderError } from 'commander';
import type { Config } from '../config.js';
import { packageManifest } from '../package-files.js';
import { addAbilities } from './abilities.command.js';
import { addBackup, addRestore } from './backup.command.js';
import { addBuildBootstrap } from './build-bootstrap.command.js';
import { addCalibrate } from './calibrate.command.js';
import { addClusters } from './clusters.command.js';
import { addColdStart } from './cold-start.command.js';
import { addDoctor } from './doctor.command.js';
import { addDrift } from './drift.command.js';
import { addDifficulty } from './difficulty.command.js';
import { addEmbed } from './embed.command.js';
import { addEvaluate } from './evaluate.command.js';
import { DRIFT_ALERT, EXIT_CODES, reportError } from './exit-codes.js';
import { addFeedback } from './feedback.command.js';
import { addForget } from './forget.command.js';
import { addImport } from './import.command.js';
import { addKeys } from './keys.command.js';
import { addLearn, addRollback } from './learn.command.js';
import { addLlms } from './llms.command.js';
import type { Terminal } from './output.js';
import { addPreview } from './preview.command.js';
import { addPools } from './pools.command.js';
import { addRefit } from './refit.command.js';
import { addRetention } from './retention.command.js';
import { addRoute } from './route.command.js';
import { addServe } from './serve.command.js';
import { addTrain } from './train.command.js';
import { addVersions } from './versions.command.js';
import { addShadow, addWhatIf } from './what-if.command.js';
import { addWorker } from './worker.command.js';

/** Runs one command line; `argv` without node and script. Returns the exit code. */
export async function runProgram(argv: readonly string[], config: () => Config, terminal: Terminal): Promise<number> {
  const { version, description } = packageManifest();
  let code = 0;
  const program = new Command('theta')
    .description(description)
    .version(version)
    .showHelpAfterError('(add --help for usage)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 2 wrong input, 3 no answer for a right request, 4 not available, 5 drift found, where that was asked for, 70 a fault of ours.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
    });
  addServe(program, config);
  addWorker(program, config);
  addImport(program, config, terminal);
  addTrain(program, config, terminal);
  addRefit(program, config, terminal);
  addEmbed(program, config, terminal);
  addVersions(program, config, terminal);
  addEvaluate(program, config, terminal);
  addRoute(program, config, terminal);
  addWhatIf(program, config, terminal);
  addShadow(program, config, terminal);
  addPreview(program, config, terminal);
  addDrift(program, config, terminal, () => (code = DRIFT_ALERT));
  addFeedback(program, config, terminal, () => (code = EXIT_CODES.input));
  addLearn(program, config, terminal);
  addRollback(program, config, terminal);
  addLlms(program, config, terminal);
  addKeys(program, config, terminal);
  addCalibrate(program, config, terminal);
  addColdStart(program, config, terminal);
  addPools(program, config, terminal);
  addClusters(program, config, terminal);
  addAbilities(program, config, terminal);
  addDifficulty(program, config, terminal);
  addForget(program, config, terminal);
  addRetention(program, config, terminal);
  addBuildBootstrap(program, config, terminal);
  addBackup(program, config, terminal);
  addRestore(program, config, terminal);
  addDoctor(program, config, terminal, (failed) => (code = failed));
  try {
    // `npx theta-router` is all that somebody who wants to see it has to type.
    await program.parseAsync(argv.length === 0 ? ['serve'] : argv, { from: 'user' });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : EXIT_CODES.input;
    return reportError(thrown, terminal, argv.includes('--json'));
  }
}
