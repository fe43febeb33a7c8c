/** The style sheet of the report: a dark room, a red seat, light from the projector; paper by day and in print. */
export const REPORT_CSS = `:root { color-scheme: light dark; --ink: #22181c; --paper: #faf6f2; --card: #fffdfb; --seat: #a3243b; --gold: #b07a1e; --sea: #2c6e80; --moss: #61733a; --line: #e6dad2; --soft: #6d5c5f; --pale: #efe5dd; --on: #fffaf5; }
@media (prefers-color-scheme: dark) { :root { --ink: #f4ebe6; --paper: #140d0f; --card: #1d1416; --seat: #ec5f78; --gold: #e8b45a; --sea: #6fb9cc; --moss: #a9bf7a; --line: #34262a; --soft: #b5a3a5; --pale: #2a1e21; --on: #190d10; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.pick { position: absolute; opacity: 0; pointer-events: none; }
#pick-es:checked ~ * .en, #pick-en:checked ~ * .es { display: none; }
.top { background: #140d0f; color: #f4ebe6; }
.top > div { max-width: 76rem; margin: 0 auto; padding: 2.75rem 1.25rem 2.25rem; }
.top h1 { margin: 0; font: 600 clamp(2.4rem, 7vw, 4.2rem)/1 Georgia, "Times New Roman", ui-serif, serif; letter-spacing: -0.02em; }
.top h1 small { display: block; margin-bottom: 0.7rem; font: 600 0.8rem/1 system-ui, sans-serif; letter-spacing: 0.22em; text-transform: uppercase; color: #ec5f78; }
.top p { max-width: 46rem; margin: 1.1rem 0 0; color: #c9b8b9; }
.top > .perforation { max-width: none; padding: 0; height: 14px; background: radial-gradient(circle at 10px 7px, #ec5f78 0 2.6px, transparent 3px) 0 0 / 20px 14px #140d0f; }
.languages { float: right; display: flex; gap: 0.35rem; font-size: 0.9rem; }
.languages label { padding: 0.2rem 0.8rem; border: 1px solid #5b464b; border-radius: 2rem; cursor: pointer; color: #c9b8b9; }
#pick-es:checked ~ .top [for=pick-es], #pick-en:checked ~ .top [for=pick-en] { background: #ec5f78; border-color: #ec5f78; color: #140d0f; }
#pick-es:focus-visible ~ .top [for=pick-es], #pick-en:focus-visible ~ .top [for=pick-en] { outline: 3px solid #f4ebe6; outline-offset: 2px; }
.top nav { display: flex; flex-wrap: wrap; gap: 0.5rem 1.6rem; margin-top: 1.6rem; }
.top nav a { color: #f4ebe6; text-decoration-color: #ec5f78; text-underline-offset: 0.3em; }
main { max-width: 76rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
main > section { margin-top: 3.5rem; }
h2 { margin: 0; font: 600 clamp(1.8rem, 4.5vw, 2.6rem)/1.1 Georgia, "Times New Roman", ui-serif, serif; letter-spacing: -0.015em; }
h2 + p { margin: 0.4rem 0 0; color: var(--soft); max-width: 46rem; }
h3 { margin: 2.6rem 0 0; padding-top: 0.9rem; border-top: 2px solid var(--seat); font-size: 1.2rem; }
h3 + p { margin: 0.2rem 0 0; color: var(--soft); font-size: 0.9rem; max-width: 52rem; }
h4 { margin: 0 0 0.5rem; font-size: 0.95rem; }
h4 span::first-letter, h4::first-letter { text-transform: uppercase; }
.findings { margin: 1.1rem 0 0; padding: 0; list-style: none; columns: 2 24rem; column-gap: 2.5rem; }
.findings li { break-inside: avoid; margin: 0 0 0.9rem; padding-left: 1.1rem; border-left: 3px solid var(--gold); line-height: 1.45; }
.findings small { color: var(--soft); white-space: nowrap; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1.1rem; margin-top: 1.1rem; }
.gallery.large { grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); align-items: start; }
.apart { margin: 1.6rem 0 0; }
figure { margin: 0; padding: 1rem 1rem 0.85rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; break-inside: avoid; }
figcaption { margin-top: 0.6rem; color: var(--soft); font-size: 0.86rem; line-height: 1.45; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
:where(figure:not(.cloud)) svg text { fill: var(--ink); font: 12px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
svg .small { font-size: 11px; }
svg .soft { fill: var(--soft); }
svg .halo { paint-order: stroke; stroke: var(--card); stroke-width: 3px; stroke-linejoin: round; }
.grid { stroke: var(--line); stroke-width: 1; fill: none; }
.axis { stroke: var(--soft); stroke-width: 1; fill: none; }
.bar, .heat, .box { fill: var(--seat); }
.bar.far { fill-opacity: 0.4; }
.bar.second { fill: var(--gold); fill-opacity: 0.75; }
.heat.apart { fill: var(--sea); }
.ground { fill: var(--pale); }
.diagonal { fill: var(--line); fill-opacity: 0.45; }
svg .on-heat { fill: var(--on); }
.median { stroke: var(--gold); stroke-width: 2; stroke-dasharray: 4 3; fill: none; }
.whisker { stroke: var(--soft); stroke-width: 1.2; }
.box { fill-opacity: 0.45; }
.middle { stroke: var(--seat); stroke-width: 2.5; }
.figures { margin-top: 1.1rem; }
.point { fill: var(--seat); fill-opacity: 0.22; stroke: var(--seat); stroke-opacity: 0.45; stroke-width: 0.6; }
.line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
.line-0 { stroke: var(--sea); } .line-1 { stroke: var(--gold); } .line-2 { stroke: var(--moss); } .line-3 { stroke: var(--seat); }
svg .ink-0 { fill: var(--sea); } svg .ink-1 { fill: var(--gold); } svg .ink-2 { fill: var(--moss); } svg .ink-3 { fill: var(--seat); }
.cloud svg text { fill: var(--ink); font-family: Georgia, "Times New Roman", ui-serif, serif; }
.cloud svg .tone-0 { fill: var(--seat); } .cloud svg .tone-1 { fill: var(--ink); } .cloud svg .tone-2 { fill: var(--gold); } .cloud svg .tone-3 { fill: var(--sea); } .cloud svg .tone-4 { fill: var(--soft); }
.words { display: grid; grid-template-columns: minmax(0, 2fr) minmax(14rem, 1fr); gap: 1.1rem; margin-top: 1.1rem; align-items: start; }
.words .scroll { max-height: 27rem; }
.scroll { overflow: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.88rem; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--line); padding: 0.3rem 0.8rem 0.3rem 0; position: sticky; top: 0; background: var(--card); }
td { padding: 0.28rem 0.8rem 0.28rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.number { text-align: right; }
details { background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; margin-top: 0.6rem; padding: 0.7rem 1rem; }
summary { cursor: pointer; }
details .scroll { margin-top: 0.6rem; max-height: 24rem; }
.quiet { color: var(--soft); font-size: 0.88rem; margin: 0.8rem 0 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; padding: 0.8rem 1rem; }
footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem 3rem; color: var(--soft); font-size: 0.86rem; }
@media (max-width: 48rem) { .words { grid-template-columns: minmax(0, 1fr); } .languages { float: none; margin-bottom: 1.4rem; } main > section { margin-top: 2.5rem; } figure { padding: 0.8rem; } .large .frame { overflow-x: auto; } .large .frame svg { min-width: 29rem; } }
@media print { :root { --ink: #000; --paper: #fff; --card: #fff; --seat: #a3243b; --gold: #b07a1e; --sea: #2c6e80; --moss: #61733a; --line: #ccc; --soft: #444; --pale: #eee; --on: #fff; } body { font-size: 11px; } .top, .perforation { background: #fff; color: #000; } .top p, .top h1 small { color: #444; } .languages, .top nav { display: none; } .gallery { grid-template-columns: 1fr 1fr; } h3 { break-after: avoid; } .words .scroll, details .scroll { max-height: none; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
