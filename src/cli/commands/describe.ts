import type { Command } from 'commander';
import type { Wording } from '../wording/en.ts';

/** Gives a command its description and, under its help, its examples. */
export function describeCommand(
  command: Command,
  { description, examples }: { readonly description: string; readonly examples: readonly string[] },
  words: Wording,
): void {
  command.description(description);
  command.addHelpText('after', `\n${words.headings.examples}\n${examples.map((line) => `  ${line}`).join('\n')}`);
}
