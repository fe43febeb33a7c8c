/** The style sheet of the page of errors. */
export const ERRORS_CSS = `:root { color-scheme: light dark; --ink: #22181c; --paper: #faf6f2; --seat: #a3243b; --line: #e4d8d0; --soft: #6d5c5f; }
@media (prefers-color-scheme: dark) { :root { --ink: #f4ebe6; --paper: #191214; --seat: #f0647c; --line: #3a2a2e; --soft: #b3a1a4; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { margin: 0; font-size: clamp(2.5rem, 8vw, 4rem); line-height: 1; color: var(--seat); letter-spacing: -0.03em; }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.1rem; }
header p { margin: 0.75rem 0 0; font-size: 1.15rem; }
a { color: var(--seat); }
code { font-size: 0.92em; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: 1.25rem; align-items: center; margin-top: 2rem; }
`;
