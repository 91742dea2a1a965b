import { createHash } from 'node:crypto';

/**
 * The whole look of the console. Colours come in pairs that reach 4.5:1 against their ground, in light and in dark;
 * no meaning is carried by colour alone.
 */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --card: #ffffff; --raised: #eef1f5; --line: #d8dee6; --text: #18212d; --quiet: #556273;
  --link: #0b57b5; --focus: #0b57b5; --accent: #0b57b5; --on-accent: #ffffff;
  --good: #1a6b37; --good-ground: #e3f3e8; --warn: #7a4d00; --warn-ground: #fdf0d5; --bad: #a8201a; --bad-ground: #fde7e5;
  --info: #0b4f8f; --info-ground: #e2effb; --track: #e6eaf0;
  --a: #17703a; --b: #3f6b12; --c: #7d6100; --d: #9a5200; --e: #b23c12; --f: #a8201a; --u: #5b6675;
  --on-letter: #ffffff;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #10151c; --card: #181f29; --raised: #222b37; --line: #313c4a; --text: #e6ebf2; --quiet: #a3b0c0;
    --link: #7db8ff; --focus: #9fcbff; --accent: #7db8ff; --on-accent: #0b1420;
    --good: #79d397; --good-ground: #163524; --warn: #f2c36b; --warn-ground: #3a2c10; --bad: #ff9c94; --bad-ground: #45201f;
    --info: #8fc4ff; --info-ground: #17304a; --track: #2a3442;
    --a: #79d397; --b: #b2d873; --c: #ecd06a; --d: #f5b562; --e: #ff9d73; --f: #ff8d85; --u: #a3b0c0;
    --on-letter: #10151c;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
body { margin: 0; background: var(--ground); color: var(--text); }
.wide { max-width: 90rem; margin: 0 auto; padding: 0 1.5rem; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
a:hover { text-decoration-thickness: .12em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100vw; top: .5rem; background: var(--card); padding: .5rem 1rem; z-index: 2; }
.skip:focus { left: 1rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
h3 { font-size: .95rem; margin: 1.25rem 0 .5rem; }
p { margin: 0 0 .5rem; }
code { font: .92em ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-weight: 400; }
.strong { font-weight: 650; }
.block { display: block; }

.top { background: var(--card); border-bottom: 1px solid var(--line); }
.top .wide { display: flex; align-items: center; gap: 2rem; min-height: 3.5rem; flex-wrap: wrap; }
.brand { display: flex; align-items: center; gap: .5rem; font-weight: 700; font-size: 1.15rem; color: var(--text); text-decoration: none; letter-spacing: -.01em; }
.brand svg { width: 1.35rem; height: 1.35rem; fill: var(--accent); }
.top ul { display: flex; gap: .25rem; list-style: none; margin: 0; padding: 0; flex-wrap: wrap; }
.top li a { display: block; padding: .4rem .75rem; border-radius: 6px; color: var(--quiet); text-decoration: none; font-weight: 550; }
.top li a:hover { background: var(--raised); color: var(--text); }
.top li a[aria-current] { background: var(--info-ground); color: var(--info); }
.as-of { margin: 0 0 0 auto; color: var(--quiet); font-size: .9rem; font-variant-numeric: tabular-nums; }
main { padding-top: 1.75rem !important; padding-bottom: 2rem !important; min-height: 70vh; }
footer { color: var(--quiet); font-size: .87rem; padding-bottom: 1.5rem !important; }
.headline { font-size: 1.45rem; font-weight: 600; max-width: 60rem; margin-bottom: 1.25rem; text-wrap: pretty; }
.trail { font-size: .9rem; margin-bottom: .35rem; color: var(--quiet); }
.lead { margin-bottom: 1rem; }
.title-row { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; flex-wrap: wrap; }
.actions { display: flex; gap: .5rem; }

.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem; margin-bottom: 1.25rem; min-width: 0; overflow-x: auto; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr)); gap: 0 1.25rem; align-items: start; }
.columns.uneven { grid-template-columns: minmax(0, 1fr) minmax(0, 24rem); }
.columns > * { min-width: 0; }
@media (max-width: 65rem) { .columns.uneven { grid-template-columns: minmax(0, 1fr); } }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 1rem; list-style: none; padding: 0; margin: 0 0 1.25rem; }
.figure { display: block; height: 100%; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1.1rem; color: inherit; text-decoration: none; }
.figure:hover { border-color: var(--accent); }
.figure > * { display: block; }
.figure .amount { font-size: 2rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -.02em; }
.figure .title { font-weight: 650; color: var(--link); }
.figure .quiet { font-size: .9rem; }

.notice { border: 1px solid var(--line); border-left: 4px solid var(--quiet); background: var(--card); border-radius: 6px; padding: .7rem 1rem; margin-bottom: 1.25rem; }
.notice > :last-child { margin-bottom: 0; }
.notice ol, .notice ul { margin: .25rem 0 0; padding-left: 1.3rem; }
.notice.warn { border-left-color: var(--warn); background: var(--warn-ground); }
.notice.good { border-left-color: var(--good); background: var(--good-ground); }
.notice.warn .quiet, .notice.good .quiet { color: var(--text); opacity: .85; }
.empty { color: var(--quiet); padding: 1rem 0; margin: 0; }

.tag { display: inline-block; font-size: .8rem; line-height: 1.35; font-weight: 600; padding: .05rem .45rem; border-radius: 4px; background: var(--raised); color: var(--text); white-space: nowrap; }
.tag.managed { background: var(--good-ground); color: var(--good); }
.tag.unmanaged { background: var(--bad-ground); color: var(--bad); }
.tag.flag, .tag.severity-medium, .tag.change-risky, .tag.outcome-partial { background: var(--warn-ground); color: var(--warn); }
.tag.data, .tag.severity-low, .tag.outcome-running, .tag.change-additive { background: var(--info-ground); color: var(--info); }
.tag.severity-critical, .tag.severity-high, .tag.outcome-failed, .tag.change-breaking { background: var(--bad-ground); color: var(--bad); }
.tag.severity-critical { background: var(--bad); color: var(--card); }
.tag.outcome-succeeded, .tag.status-fixed { background: var(--good-ground); color: var(--good); }
.tag.status-regressed { background: var(--bad-ground); color: var(--bad); }
.tag.status-open { background: transparent; box-shadow: inset 0 0 0 1px var(--quiet); }
.tag.control { font-weight: 500; margin-bottom: .2rem; }

.letter { display: inline-grid; place-items: center; flex: none; width: 1.65rem; height: 1.65rem; border-radius: 5px; font-weight: 750; color: var(--on-letter); background: var(--u); }
.letter.large { width: 3.75rem; height: 3.75rem; border-radius: 10px; font-size: 2.1rem; }
.letter-a { background: var(--a); } .letter-b { background: var(--b); } .letter-c { background: var(--c); }
.letter-d { background: var(--d); } .letter-e { background: var(--e); } .letter-f { background: var(--f); }
.letter-u { background: transparent; color: var(--u); box-shadow: inset 0 0 0 2px var(--u); }
.grade { display: inline-flex; align-items: center; gap: .5rem; font-variant-numeric: tabular-nums; }
.grade .quiet { font-size: .87rem; }
.grade-head { display: flex; gap: 1rem; align-items: center; margin-bottom: 1rem; }
.grade-head p { margin: 0; }
.grade-head .strong { font-size: 1.2rem; }

.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); font-size: .9rem; padding-bottom: .35rem; }
th, td { text-align: left; padding: .5rem .75rem .5rem 0; vertical-align: top; border-bottom: 1px solid var(--line); font-weight: 400; }
tr > :last-child { padding-right: 0; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { font-size: .85rem; color: var(--quiet); font-weight: 600; white-space: nowrap; vertical-align: bottom; }
thead th a { color: inherit; text-decoration: none; }
thead th a:hover { color: var(--link); text-decoration: underline; }
.arrow { display: inline-block; width: 1em; font-size: .75em; padding-left: .3em; }
tbody th[scope=row] { font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
.when { white-space: nowrap; }
.number + :not(.number):not(.bar-cell) { padding-left: .75rem; }
.number + .bar-cell { padding-left: .5rem; }
.counts th, .counts td { padding-top: .32rem; padding-bottom: .32rem; vertical-align: middle; }
.counts tbody th { font-weight: 500; overflow-wrap: anywhere; }
table + table { margin-top: 1.1rem; }
.rows { background: var(--card); }
section > .scroll > .rows:only-child { margin: 0; }
.with-side .rows { border: 1px solid var(--line); border-radius: 10px; border-collapse: separate; border-spacing: 0; }
.with-side .rows th, .with-side .rows td { padding: .6rem .8rem; }
.with-side .rows tbody tr:hover { background: var(--raised); }
.inventory .why { min-width: 11rem; max-width: 20rem; }
.inventory .why .block { margin-top: .2rem; font-size: .92rem; }
.inventory th[scope=row] { min-width: 13rem; max-width: 22rem; overflow-wrap: anywhere; }
.inventory th[scope=row] .block { font-size: .93em; font-weight: 400; }
.host, .path, .method { overflow-wrap: anywhere; }
.path, .method { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .93em; }
.method { font-weight: 650; }
.endpoint { text-decoration: none; }
.endpoint:hover { text-decoration: underline; }
.counts + p { margin: .7rem 0 0; }
ul.inline a { text-decoration: none; }
ul.inline a:hover { text-decoration: underline; }
ul.plain { list-style: none; margin: 0; padding: 0; display: grid; gap: .2rem; min-width: 11rem; }
ul.inline { list-style: none; margin: 0 0 .75rem; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem 1.1rem; }

.bar-cell { width: 38%; min-width: 8rem; vertical-align: middle; }
.bar { display: block; width: 100%; height: .6rem; border-radius: 3px; overflow: hidden; }
.bar .track { fill: var(--track); } .bar .fill { fill: var(--accent); }
.fill.letter-a { fill: var(--a) !important; } .fill.letter-b { fill: var(--b) !important; } .fill.letter-c { fill: var(--c) !important; }
.fill.letter-d { fill: var(--d) !important; } .fill.letter-e { fill: var(--e) !important; } .fill.letter-f { fill: var(--f) !important; } .fill.letter-u { fill: var(--u) !important; }
.bar .start, .bar .floor { fill: var(--good); } .bar .deduction { fill: var(--e); } .bar .cap { fill: var(--f); }
.waterfall .bar { height: .85rem; }
.waterfall tbody th { max-width: 34rem; font-weight: 400; }
.waterfall .step-text { font-weight: 600; }
.waterfall .block { font-size: .93rem; margin-top: .1rem; }
.waterfall tfoot th, .waterfall tfoot td { font-weight: 700; border-top: 2px solid var(--line); border-bottom: 0; }
.waterfall .bar-cell { width: 28%; vertical-align: top; }
.waterfall .bar { margin-top: .3rem; }
.by-letter th { width: 2.75rem; }
.by-letter .number { width: 3.5rem; }
.by-letter .bar-cell { width: auto; }

.facts { margin: 0; }
.facts div { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .75rem; padding: .32rem 0; border-bottom: 1px solid var(--line); }
.facts div:last-child { border-bottom: 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.id { font-size: .82em; }
details { margin-top: .9rem; }
summary { cursor: pointer; font-weight: 600; padding: .2rem 0; }
td details { margin: 0; }
td summary { font-weight: inherit; padding: 0; }
tr:target { background: var(--info-ground); }
.samples { padding-left: 1.1rem; margin: 0; display: grid; gap: .35rem; }
.checks { list-style: none; margin: 0; padding: 0; display: grid; gap: .4rem; }
.checks .ok .strong { color: var(--good); } .checks .bad .strong { color: var(--bad); }

.with-side { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 1.75rem; align-items: start; }
@media (max-width: 60rem) { .with-side { grid-template-columns: minmax(0, 1fr); } }
.facets h2 { font-size: .85rem; color: var(--quiet); margin: 1.1rem 0 .35rem; }
.facets > h2:first-child { margin-top: 0; }
.options { list-style: none; margin: 0; padding: 0; }
.options a { display: flex; align-items: center; gap: .5rem; padding: .18rem .4rem; margin: 0 -.4rem; border-radius: 5px; color: var(--text); text-decoration: none; }
.options a:hover { background: var(--raised); }
.options .label { flex: 1; min-width: 0; overflow-wrap: anywhere; line-height: 1.3; }
.options .amount { color: var(--quiet); font-variant-numeric: tabular-nums; font-size: .9rem; }
.options .box { flex: none; width: .95rem; height: .95rem; border: 1.5px solid var(--quiet); border-radius: 3px; position: relative; }
.options [aria-current] { font-weight: 650; }
.options [aria-current] .box { background: var(--accent); border-color: var(--accent); }
.options [aria-current] .box::after { content: ""; position: absolute; left: 27%; top: 6%; width: 30%; height: 62%; border: solid var(--on-accent); border-width: 0 2px 2px 0; transform: rotate(42deg); }
.result { color: var(--quiet); margin-bottom: .6rem; }
.pager { display: flex; gap: .75rem; align-items: center; justify-content: flex-end; margin-top: 1rem; }

label { display: block; font-size: .9rem; font-weight: 600; margin-bottom: .25rem; }
input, textarea { font: inherit; width: 100%; min-width: 0; padding: .4rem .6rem; border: 1px solid var(--quiet); border-radius: 6px; background: var(--card); color: var(--text); }
textarea { resize: vertical; }
button, .button { font: inherit; font-weight: 600; display: inline-block; padding: .4rem .85rem; border-radius: 6px; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; text-decoration: none; white-space: nowrap; }
button.second, .button { background: transparent; color: var(--link); }
button:hover, .button:hover { filter: brightness(1.08); }
.field-row { display: flex; gap: .5rem; flex-wrap: wrap; }
.search .field-row { flex-wrap: nowrap; }
.stacked label:not(:first-of-type) { margin-top: .7rem; }
.stacked .field-row, .stacked > button { margin: .9rem 0 .6rem; }
.message { max-width: 34rem; margin: 10vh auto; }

@media (max-width: 40rem) {
  .top .wide { gap: .25rem 1rem; padding-top: .6rem; padding-bottom: .6rem; }
  .as-of { margin: 0; }
  .wide { padding: 0 1rem; }
}
@media print {
  :root { --ground: #fff; --card: #fff; --text: #000; --quiet: #333; --line: #bbb; --link: #000; }
  html { font-size: 11px; }
  .top nav, .skip, .facets, .pager, .actions, form, footer { display: none !important; }
  .with-side, .columns, .columns.uneven { display: block; }
  .card { border: 0; padding: 0; overflow: visible; }
  .scroll { overflow: visible; }
  .letter, .tag, .bar { print-color-adjust: exact; }
  tr { break-inside: avoid; }
  a { text-decoration: none; }
}
@media (forced-colors: active) { .tag, .letter { border: 1px solid; } .bar { forced-color-adjust: none; } }
@media (prefers-reduced-motion: no-preference) { a, button, .figure { transition: background-color .12s, border-color .12s; } }
`;

export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#2f7ee0" d="M12 2 2.8 21h4l1.9-4.2h6.6l1.9 4.2h4L12 2Zm0 7.4 1.9 4.2h-3.8L12 9.4Z"/></svg>';

export const STYLESHEET_URL = versioned('/assets/console.css', STYLESHEET);
export const ICON_URL = versioned('/assets/icon.svg', ICON);

/** Changes whenever the content does, so that browsers may keep it for ever. */
function versioned(path: string, content: string): string {
  return `${path}?v=${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;
}
