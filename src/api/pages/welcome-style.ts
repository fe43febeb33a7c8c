/** The style sheet of the welcome page. */
export const WELCOME_CSS = `:root { color-scheme: light dark; --ink: #22181c; --paper: #faf6f2; --seat: #a3243b; --line: #e4d8d0; --soft: #6d5c5f; }
@media (prefers-color-scheme: dark) { :root { --ink: #f4ebe6; --paper: #191214; --seat: #f0647c; --line: #3a2a2e; --soft: #b3a1a4; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { margin: 0; font-size: clamp(2.5rem, 8vw, 4rem); line-height: 1; color: var(--seat); letter-spacing: -0.03em; }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.1rem; }
header p { margin: 0.75rem 0 0; font-size: 1.15rem; }
.status { display: inline-block; padding: 0.15rem 0.8rem; border: 1px solid currentColor; border-radius: 2rem; font-size: 0.9rem; }
.ready { color: #1d7a46; }
.waiting { color: #9a6200; }
@media (prefers-color-scheme: dark) { .ready { color: #6fd49b; } .waiting { color: #f0b355; } }
dl { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin: 2rem 0; padding: 1rem 0; border-block: 1px solid var(--line); }
dl div { display: flex; flex-direction: column-reverse; }
dt { color: var(--soft); font-size: 0.9rem; }
dd { margin: 0; font-size: 1.8rem; font-variant-numeric: tabular-nums; }
ul { list-style: none; margin: 0; padding: 0; }
li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
li span, small { color: var(--soft); }
a { color: var(--seat); }
code { font-size: 0.92em; overflow-wrap: anywhere; }
.problem { padding: 0.75rem 1rem; border-left: 4px solid #9a6200; background: var(--line); }
nav { display: flex; flex-wrap: wrap; gap: 1.25rem; align-items: center; margin-top: 2rem; }
.button { padding: 0.5rem 1.1rem; border-radius: 0.5rem; background: var(--seat); color: var(--paper); text-decoration: none; }
`;
