import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFiles, readProjectFile, root } from './source-files.ts';

const documents = projectFiles().filter((path) => path.endsWith('.md'));

/** The anchors of a Markdown page, as its headings give them. */
const anchorsOf = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(/^#{1,6} +(.+?)\s*$/gm)].map(([, heading]) =>
      heading
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
        .replaceAll(/\s/g, '-'),
    ),
  );

interface Link {
  readonly from: string;
  readonly to: string;
}

function linksOf(from: string): Link[] {
  const text = readProjectFile(from)
    .replaceAll(/```[\s\S]*?```/g, '')
    .replaceAll(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\[[^\]]*\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)]
    .map(([, to]) => ({ from, to: to }))
    .filter(({ to }) => !/^[a-z][a-z0-9+.-]*:/i.test(to));
}

describe('documents', () => {
  it('link only to what exists, headings included', () => {
    const links = documents.flatMap(linksOf);
    const broken = links.filter(({ from, to }) => {
      const [path = '', anchor] = to.split('#');
      const target = path === '' ? from : normalize(join(dirname(from), decodeURIComponent(path)));
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && target.endsWith('.md') && !anchorsOf(readProjectFile(target)).has(anchor);
    });
    expect(broken.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('name only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readProjectFile('package.json')) as { scripts: Record<string, string> };
    const wrong = documents.flatMap((path) =>
      [...readProjectFile(path).matchAll(/\bnpm run ([a-z][a-z:-]*)/g)]
        .filter(([, name]) => !Object.hasOwn(scripts, name))
        .map(([text]) => `${path}: ${text}`),
    );
    expect(wrong).toEqual([]);
  });

  it('name only files of the project that exist', () => {
    const wrong = documents.flatMap((path) =>
      [
        ...readProjectFile(path).matchAll(
          /`((?:src|test|bench(?!\/results)|scripts|docs|config|bin|data)\/[\w./-]+\.\w+)`/g,
        ),
      ]
        .filter(([, name]) => !existsSync(join(root, name)))
        .map(([, name]) => `${path}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});
