import { Command, Help, type HelpConfiguration, Option } from 'commander';
import { packageVersion } from '../base/package-version.ts';
import { wholeNumber } from './arguments.ts';
import { addBenchmark } from './commands/benchmark.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addExplore } from './commands/explore.ts';
import { addImport } from './commands/import.ts';
import { addModels } from './commands/models.ts';
import { addPromote, addRollback } from './commands/promote.ts';
import { addRecommend } from './commands/recommend.ts';
import { addRuns } from './commands/runs.ts';
import { addServe, addStart } from './commands/serve.ts';
import { addStatus } from './commands/status.ts';
import { addTrain } from './commands/train.ts';
import { addTune } from './commands/tune.ts';
import { addVerdict } from './commands/verdict.ts';
import { addUpdate } from './commands/update.ts';
import type { GlobalOptions, Session } from './session.ts';

/** Commander's help with everything that commander itself says in the session's language. */
function translatedHelp(session: Session): HelpConfiguration {
  const { headings } = session.words;
  const titles: Readonly<Record<string, string>> = {
    'Usage:': headings.usage,
    'Arguments:': headings.arguments,
    'Options:': headings.options,
    'Global Options:': headings.globalOptions,
    'Commands:': headings.commands,
  };
  const { placeholder, byDefault } = session.words.help;
  const plain = new Help();
  const translate = (usage: string): string =>
    usage.replace('[options]', `[${placeholder.options}]`).replace('[command]', `[${placeholder.command}]`);
  return {
    showGlobalOptions: true,
    styleTitle: (title) => titles[title] ?? title,
    commandUsage: (command) => translate(plain.commandUsage(command)),
    subcommandTerm: (command) => translate(plain.subcommandTerm(command)),
    optionDescription: ({ description, defaultValue }: Option) =>
      defaultValue === undefined || defaultValue === '' || typeof defaultValue === 'boolean'
        ? description
        : `${description} (${byDefault}: ${String(defaultValue)})`,
  };
}

/** The whole command line of a session. Errors are thrown, not written; help goes to the session's standard output. */
export function createProgram(session: Session): Command {
  const { words } = session;
  const program = new Command('butaca')
    .description(words.program)
    .version(packageVersion(), '-V, --version', words.options.version)
    .helpOption('-h, --help', words.options.help)
    .helpCommand('help [command]', words.helpCommand)
    .addOption(new Option('--home <folder>', words.options.home))
    .addOption(new Option('--threads <number>', words.options.threads).argParser(wholeNumber(0, 64)))
    .addOption(new Option('--lang <language>', words.options.lang).choices(['es', 'en']))
    .addOption(new Option('--json', words.options.json))
    .addOption(new Option('--quiet', words.options.quiet))
    .addOption(new Option('--verbose', words.options.verbose))
    .configureHelp(translatedHelp(session))
    .configureOutput({
      writeOut: (text) => session.stdout.write(text),
      // Errors are told by reportError, once and in the session's language.
      writeErr: () => undefined,
    })
    .exitOverride()
    .showSuggestionAfterError(true)
    .hook('preAction', () => {
      session.options = program.opts<GlobalOptions>();
    })
    .addHelpText('after', `\n${words.headings.exitCodes}\n${words.exitCodes.map((line) => `  ${line}`).join('\n')}`);
  for (const add of [
    addStart,
    addServe,
    addImport,
    addUpdate,
    addTrain,
    addTune,
    addEvaluate,
    addBenchmark,
    addExplore,
    addPromote,
    addRollback,
    addStatus,
    addRecommend,
    addVerdict,
    addModels,
    addRuns,
  ]) {
    add(program, session);
  }
  for (const command of program.commands) {
    command.helpOption('-h, --help', words.options.help);
    command.exitOverride();
  }
  return program;
}
