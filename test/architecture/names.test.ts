import { describe, expect, it } from 'vitest';
import { projectFiles, readProjectFile, writtenFiles } from './source-files.ts';

/** Words for which the glossary has another one, as parts of exported names. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  customer: 'user',
  viewer: 'user',
  product: 'item',
  idx: 'num',
  mapping: 'vocabulary',
  inventory: 'catalogue',
  retriever: 'candidate generator',
  sorter: 'ranker',
  profile: 'history',
  params: 'config',
  hyperparams: 'config',
  lambda: 'regularization',
  iters: 'epochs',
  lr: 'learningRate',
  topk: 'n',
  kpi: 'metric',
  checkpoint: 'artifact',
  provenance: 'lineage',
  deploy: 'promote',
  revert: 'rollBack',
  dummy: 'baseline',
  utils: 'what it does',
  helpers: 'what it does',
  manager: 'what it does',
};

/** An exported name that says a forbidden word, with the reason why it may. */
const ALLOWED: Readonly<Record<string, string>> = {
  Mapping: 'column mapping of an import: which column of a file is which field, not ids to numbers',
  readMapping: 'the same',
};

/** `getTopK` → get, top, k. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[ _]/)
    .map((word) => word.toLowerCase());

const exportsOf = (text: string): string[] =>
  [...text.matchAll(/^export (?:default )?(?:async )?(?:const|function\*?|class|interface|type|enum) (\w+)/gm)].map(
    ([, name]) => name,
  );

const sources = projectFiles().filter((path) => /^src\/.*\.ts$/.test(path) && !path.endsWith('.test.ts'));
const screens = projectFiles().filter((path) => /^web\/.*\.tsx?$/.test(path) && !path.endsWith('.test.ts'));

describe('names', () => {
  it('of exports say the words of the glossary', () => {
    const wrong = sources.flatMap((path) =>
      exportsOf(readProjectFile(path))
        .filter((name) => !(name in ALLOWED))
        .flatMap((name) =>
          [...wordsOf(name), name.toLowerCase()]
            .filter((word) => Object.hasOwn(FORBIDDEN, word))
            .map((word) => `${path}: ${name} says "${word}"; say ${FORBIDDEN[word]}`),
        ),
    );
    expect(wrong).toEqual([]);
  });

  it('of exported functions begin with a verb that says what happens', () => {
    const vague = sources.flatMap((path) =>
      [
        ...readProjectFile(path).matchAll(
          /^export (?:async )?function\*? ((?:get|handle|process|manage|do)[A-Z]\w*)/gm,
        ),
      ].map(([, name]) => `${path}: ${name}`),
    );
    expect(vague).toEqual([]);
  });

  it('of files are kebab-case, and none is a junk drawer', () => {
    const code = projectFiles().filter((path) => /^(src|web|test|bench|scripts|bin)\/.*\.(tsx?|js)$/.test(path));
    expect(
      code.filter((path) => !/^[a-z0-9-]+(\.test|\.d|\.config)?\.(tsx?|js)$/.test(path.split('/').at(-1)!)),
    ).toEqual([]);
    // web/shared is what its screens share: a layer of the dashboard, with folders that say what they do.
    expect(
      code.filter(
        (path) =>
          !path.startsWith('web/shared/') && /(^|\/)(utils?|common|helpers?|misc|lib|shared|logic)(\/|\.)/.test(path),
      ),
    ).toEqual([]);
  });
});

describe('files', () => {
  it('stay short enough to be read in one go: 400 lines of code, tests aside', () => {
    // Word lists are data.
    const code = [...sources, ...screens].filter((path) => !path.startsWith('src/models/text/lexicon/'));
    const long = code.flatMap((path) => {
      const lines = readProjectFile(path).split('\n').length;
      return lines > 400 ? [`${path}: ${lines} lines`] : [];
    });
    expect(long).toEqual([]);
  });

  it('name no place of one machine and no registry', () => {
    const places = /(^|[\s"'`(=:])\/(work|root|home\/[a-z]+)\//m;
    const registries = /registry\.npmjs\.org|npm\.pkg\.github|artifactregistry/;
    const wrong = writtenFiles().filter((path) => {
      if (path.startsWith('test/architecture/')) return false;
      const text = readProjectFile(path);
      return places.test(text) || registries.test(text);
    });
    expect(wrong).toEqual([]);
  });

  it('leave nothing for later', () => {
    const wrong = writtenFiles().filter(
      (path) => !path.startsWith('test/architecture/') && /\b(TODO|FIXME|XXX|HACK)\b/.test(readProjectFile(path)),
    );
    expect(wrong).toEqual([]);
  });

  it('skip no test without a condition', () => {
    const wrong = projectFiles()
      .filter((path) => path.endsWith('.test.ts') && !path.startsWith('test/architecture/'))
      .filter((path) => /\b(it|test|describe)\.(skip|only|todo)\(/.test(readProjectFile(path)));
    expect(wrong).toEqual([]);
  });
});
