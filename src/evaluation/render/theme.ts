/**
 * Styles of the page. The tones keep 3:1 against the ground in both schemes and differ in lightness as well as hue
 * (after Okabe and Ito), so that they can be told apart with any kind of colour vision. No style attributes anywhere: the
 * page is served under a policy that allows this one block by its hash.
 */
export const THEME = `
:root {
  color-scheme: light dark;
  --ground: #f6f6f3; --surface: #fff; --ink: #1b1d1f; --muted: #595e64; --line: #dcdcd5; --track: #ecece7;
  --accent: #0f6b62; --good: #1b6e3c; --bad: #a3321f; --bar: #9cc9c1;
  --tone-0: #0072b2; --tone-1: #c04a00; --tone-2: #00805c; --tone-3: #a8488a; --tone-4: #6e6000; --tone-5: #3d3d3d;
  --grey: #a9a9a3;
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', 'Noto Sans CJK SC', sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121416; --surface: #1a1d20; --ink: #e8eaec; --muted: #a1a8b0; --line: #33393f; --track: #282d31;
    --accent: #5fc7b7; --good: #6fce94; --bad: #f0937f; --bar: #2b5f58;
    --tone-0: #5ab4ec; --tone-1: #f08a4b; --tone-2: #35c99c; --tone-3: #e29bca; --tone-4: #dcc64a; --tone-5: #dedede;
    --grey: #656a70;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); }
.page { max-width: 1080px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 1.15rem; margin: 40px 0 4px; }
h3 { font-size: 1rem; margin: 24px 0 4px; }
p { margin: 0 0 12px; max-width: 75ch; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font: 0.88em ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace; overflow-wrap: anywhere; }
.muted { color: var(--muted); }
.verdict { font-size: 1.1rem; border-left: 4px solid var(--accent); padding: 4px 0 4px 14px; margin: 16px 0; }
.verdict p { margin: 0 0 4px; }
.verdict p:last-child { margin: 0; }
.notice { border-left: 4px solid var(--bad); padding: 4px 0 4px 14px; margin: 12px 0; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; margin: 12px 0; }
dl.facts dt { color: var(--muted); }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; margin: 16px 0 0; padding: 0; }
.scroll { overflow-x: auto; margin: 12px 0 20px; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; min-width: 100%; font-size: 0.88rem; }
caption { text-align: left; padding: 10px 12px 6px; font-weight: 600; }
th, td { padding: 5px 10px; text-align: left; vertical-align: baseline; border-top: 1px solid var(--line); white-space: nowrap; }
thead th { font-weight: 600; color: var(--muted); vertical-align: bottom; white-space: normal; min-width: 5.5em; }
tbody th { font-weight: 500; position: sticky; left: 0; background: var(--surface); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.is-reference th, .is-reference td { color: var(--muted); font-style: italic; }
.interval { display: block; white-space: nowrap; font-size: 0.86em; color: var(--muted); font-style: normal; }
.prose { display: block; white-space: normal; min-width: 15em; }
.best { font-weight: 700; }
.up { color: var(--good); }
.down { color: var(--bad); }
td:has(> .strip) { vertical-align: middle; padding-block: 0; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr)); gap: 16px; margin: 12px 0 20px; }
.charts.small { grid-template-columns: repeat(auto-fill, minmax(min(100%, 290px), 1fr)); }
.chart { margin: 0; padding: 12px; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; min-width: 0; }
.chart figcaption { font-weight: 600; margin-bottom: 6px; }
.chart > svg { display: block; width: 100%; height: auto; }
svg text { font: 12px system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif; fill: var(--ink); font-variant-numeric: tabular-nums; }
.axis text { fill: var(--muted); }
.axis .label { fill: var(--ink); }
.grid { stroke: var(--track); fill: none; }
.frame { stroke: var(--muted); fill: none; }
.tone-0 { --tone: var(--tone-0); } .tone-1 { --tone: var(--tone-1); } .tone-2 { --tone: var(--tone-2); }
.tone-3 { --tone: var(--tone-3); } .tone-4 { --tone: var(--tone-4); } .tone-5 { --tone: var(--tone-5); }
.tone-grey { --tone: var(--grey); }
.line { fill: none; stroke: var(--tone); stroke-width: 2; stroke-linejoin: round; }
.tone-1 .line { stroke-dasharray: 7 3; } .tone-3 .line { stroke-dasharray: 2 3; } .tone-4 .line { stroke-dasharray: 10 3 2 3; }
.tone-grey .line { stroke-width: 1.2; }
.band { fill: var(--tone); opacity: 0.16; }
.whisker { stroke: var(--tone); fill: none; stroke-width: 1.5; opacity: 0.7; }
.series circle, .series rect, .series polygon, .swatch circle, .swatch rect, .swatch polygon { fill: var(--tone); stroke: var(--surface); stroke-width: 1; }
.series .hollow, .swatch .hollow { fill: var(--surface); stroke: var(--tone); stroke-width: 2; }
.reference { stroke: var(--muted); stroke-dasharray: 4 4; fill: none; }
.cross { stroke: var(--muted); stroke-width: 1.6; fill: none; }
.reference-name { fill: var(--muted); font-style: italic; paint-order: stroke; stroke: var(--surface); stroke-width: 3px; stroke-linejoin: round; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 16px; list-style: none; margin: 8px 0 0; padding: 0; font-size: 0.85rem; }
.legend li { display: flex; align-items: center; gap: 6px; }
.swatch { width: 26px; height: 12px; flex: none; }
.strip { display: block; width: 220px; height: 22px; }
.strip .zero { stroke: var(--muted); }
.strip .span { stroke: var(--tone); stroke-width: 2; }
.strip circle { fill: var(--tone); }
.strip.head { height: 18px; }
.bar { display: block; width: 74px; height: 5px; margin-left: auto; }
.bar .track { fill: var(--track); }
.bar .fill { fill: var(--bar); }
details { margin: 12px 0; }
details[open] > summary { margin-bottom: 12px; }
summary { cursor: pointer; color: var(--accent); }
pre { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 12px; }
@media (max-width: 520px) {
  dl.facts { grid-template-columns: 1fr; gap: 0; }
  dl.facts dd { margin-bottom: 6px; }
  svg text { font-size: 13.5px; }
  .strip text { font-size: 11px; }
}
@media print { .scroll { overflow: visible; } .chart { break-inside: avoid; } }
`;
