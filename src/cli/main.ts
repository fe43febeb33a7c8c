import { chooseLanguage, wordingOf } from './language.ts';
import { createProgram } from './program.ts';
import { Interrupted, reportError } from './report-error.ts';
import { openSession } from './session.ts';

/** One Ctrl-C under npm arrives twice: from the terminal and from npm. */
const SAME_SIGNAL_MS = 500;

/** Ctrl-C and SIGTERM abort the session once; a second one, later, ends the process at once. */
function listenForSignals(): AbortController {
  const controller = new AbortController();
  let firstMs = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const reason = new Interrupted(signal);
      if (!controller.signal.aborted) {
        firstMs = performance.now();
        controller.abort(reason);
      } else if (performance.now() - firstMs > SAME_SIGNAL_MS) process.exit(reason.exitCode);
    });
  }
  return controller;
}

/** Runs the command line with the arguments after the program's name and sets the exit code of the process. */
export async function run(argv: readonly string[]): Promise<void> {
  const language = chooseLanguage(argv, process.env);
  const session = openSession(language, wordingOf(language), listenForSignals().signal);
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    await createProgram(session).parseAsync([...argv], { from: 'user' });
  } catch (error) {
    process.exitCode = reportError(error, session);
  }
}
