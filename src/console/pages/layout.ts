import { type HtmlValue, html, type Markup } from '../html.ts';
import { ICON_URL, STYLESHEET_URL } from '../stylesheet.ts';
import { minute } from './format.ts';

type Section = 'overview' | 'inventory' | 'findings' | 'changes' | 'corrections' | 'registries' | 'jobs';

export interface PageFrame {
  readonly title: string;
  readonly section: Section | null;
  /** Reference time of the report on the page; null without one. */
  readonly asOf: string | null;
  readonly version: string;
}

const SECTIONS: readonly (readonly [Section, string, string])[] = [
  ['overview', '/', 'Overview'],
  ['inventory', '/inventory', 'Inventory'],
  ['findings', '/findings?status=open&status=regressed', 'Findings'],
  ['changes', '/changes', 'Changes'],
  ['corrections', '/corrections', 'Corrections'],
  ['registries', '/registries', 'Registries'],
  ['jobs', '/jobs', 'Jobs'],
];

export function layout(frame: PageFrame, main: HtmlValue): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${frame.title} · Assay</title>
<link rel="stylesheet" href="${STYLESHEET_URL}">
<link rel="icon" type="image/svg+xml" href="${ICON_URL}">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top"><div class="wide">
<a class="brand" href="/"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2 2.8 21h4l1.9-4.2h6.6l1.9 4.2h4L12 2Zm0 7.4 1.9 4.2h-3.8L12 9.4Z"/></svg>Assay</a>
<nav aria-label="Main"><ul>${SECTIONS.map(
    ([id, link, title]) =>
      html`<li><a href="${link}"${id === frame.section ? html` aria-current="page"` : ''}>${title}</a></li>`,
  )}</ul></nav>
${frame.asOf === null ? '' : html`<p class="as-of">As of <time datetime="${frame.asOf}">${minute(frame.asOf)} UTC</time></p>`}
</div></header>
<main id="main" class="wide" tabindex="-1">
${main}
</main>
<footer class="wide"><p>Assay ${frame.version} · <a href="/api/v1/openapi.json">REST API</a></p></footer>
</body>
</html>
`;
}
