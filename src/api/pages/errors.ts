import { ERROR_KINDS, type ErrorCode } from '../../base/errors.ts';
import type { Language } from '../../serving/index.ts';
import { helpEn } from '../wording/error-help-en.ts';
import { helpEs } from '../wording/error-help-es.ts';

const codes = Object.keys(ERROR_KINDS) as ErrorCode[];
const titleOf = (code: ErrorCode, language: Language): string =>
  language === 'es' ? helpEs[code].title : ERROR_KINDS[code].title;
const helpOf = (code: ErrorCode, language: Language): { meaning: string; cure: string } =>
  language === 'es' ? helpEs[code] : helpEn[code];

/** docs/errors.md: every code in both languages. */
export function writeErrorsMarkdown(): string {
  const sections = codes.map((code) => {
    const lines = (['en', 'es'] as const).map((language) => {
      const { meaning, cure } = helpOf(code, language);
      return `**${titleOf(code, language)}.** ${meaning} *${language === 'en' ? 'To solve it' : 'Qué hacer'}:* ${cure}`;
    });
    return `## ${code}\n\nStatus ${ERROR_KINDS[code].status}\n\n${lines.join('\n\n')}\n`;
  });
  return `# Errors · Errores

Over HTTP an error is a problem document (RFC 9457): \`{ type, title, status, detail, code, requestId, details }\`, in the language that the request asks for. On the command line it is the same code and message. A code is never renamed nor reused. A test writes this page again from the codes and compares.

Por HTTP un error es un documento de problema (RFC 9457), en el idioma que pide la petición. En la línea de órdenes son el mismo código y el mismo mensaje. Un código no cambia de nombre ni se reutiliza.

${sections.join('\n')}`;
}

const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/`([^`]+)`/g, '<code>$1</code>');

/** The page to which the `type` of a problem document points: one section for each code, named in lower case. */
export function renderErrors(language: Language): string {
  const [name, other, back] =
    language === 'es' ? ['Errores', 'English', 'Documentación'] : ['Errors', 'Español', 'Documentation'];
  const sections = codes.map((code) => {
    const { meaning, cure } = helpOf(code, language);
    return `<section id="${code.toLowerCase()}"><h2><code>${code}</code> <small>${ERROR_KINDS[code].status}</small></h2><p><strong>${html(titleOf(code, language))}.</strong> ${html(meaning)}</p><p>${html(cure)}</p></section>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name} · Butaca</title><link rel="stylesheet" href="/docs/errors.css"></head>
<body><main><header><h1>${name}</h1></header>
${sections.join('\n')}
<nav><a href="/">Butaca</a> <a href="/docs">${back}</a> <a href="/docs/errors?lang=${language === 'es' ? 'en' : 'es'}">${other}</a></nav></main></body>
</html>
`;
}
