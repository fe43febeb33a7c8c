import { type Command, Option } from 'commander';
import type { ModelDescription, SettingInForce } from '../../jobs/index.ts';
import { printResult, type Session, sessionConfig } from '../session.ts';
import { formatTable } from '../table.ts';
import { describeCommand } from './describe.ts';
import { formatFigures, formatTime } from './figures.ts';

/** `name = value`, with its origin where it is not the default, and under it what it means, in lines of at most 100 characters. */
function formatSettings(
  { settings }: ModelDescription,
  inForce: Readonly<Record<string, SettingInForce>>,
  { words: { tune } }: Session,
): string {
  return settings
    .map(({ name, value, meaning }) => {
      const lines = meaning.match(/.{1,96}(?:\s|$)/g) ?? [];
      const other = inForce[name];
      const origin =
        other === undefined
          ? ''
          : `  (${tune.origins[other.origin]}; ${tune.origins.default} ${JSON.stringify(value)})`;
      return [
        `${name} = ${JSON.stringify(other === undefined ? value : other.value)}${origin}`,
        ...lines.map((line) => `    ${line.trimEnd()}`),
      ].join('\n');
    })
    .join('\n');
}

async function showVersions(session: Session): Promise<void> {
  const { openRegistry } = await import('../../registry/index.ts');
  const { columns, states } = session.words;
  const { home } = sessionConfig(session).workspace;
  const registry = openRegistry({ home, clock: session.clock });
  const versions = registry.listVersions();
  const champion = registry.champion()?.id ?? null;
  const neighbours = registry.filmNeighbours()?.id ?? null;
  const stars = registry.stars()?.id ?? null;
  const rows = versions.map((version) => [
    version.id,
    version.model,
    formatTime(version.createdMs),
    version.snapshotId,
    [champion, neighbours, stars].includes(version.id) ? states.yes : '',
    formatFigures(version.metrics),
  ]);
  const headings = [columns.id, columns.model, columns.created, columns.snapshot, columns.serves, columns.figures];
  printResult(session, { versions, champion, neighbours, stars }, formatTable(headings, rows));
}

/** Adds `butaca models`. */
export function addModels(program: Command, session: Session): void {
  const { words } = session;
  const command = program
    .command('models')
    .argument('[model]', words.models.model)
    .addOption(new Option('--versions', words.models.versions))
    .action(async (model: string | undefined, { versions = false }: { versions?: boolean }) => {
      if (versions) {
        await showVersions(session);
        return;
      }
      const { describeModels, settingsInForce } = await import('../../jobs/index.ts');
      const config = sessionConfig(session);
      const described = describeModels(model).map((one) => ({ ...one, inForce: settingsInForce(config, one.name) }));
      const text = described.map((one) =>
        model === undefined
          ? `${one.name}: ${one.settings.map(({ name }) => name).join(', ')}`
          : formatSettings(one, one.inForce, session),
      );
      printResult(session, model === undefined ? described : described[0], text.join('\n'));
    });
  describeCommand(command, words.models, words);
}
