import { type HtmlValue, html, type Markup } from '../html.ts';
import { layout } from './layout.ts';

/** Errors and states without a report, in the same style. */
export function messagePage(
  version: string,
  message: { readonly title: string; readonly text: string; readonly more?: HtmlValue },
): Markup {
  return layout(
    { title: message.title, section: null, asOf: null, version },
    html`<div class="message"><h1>${message.title}</h1><p>${message.text}</p>${message.more ?? ''}</div>`,
  );
}

export function loginPage(version: string): Markup {
  return messagePage(version, {
    title: 'Sign in',
    text: 'Open the address that Assay printed when it started, or paste its token here.',
    more: html`<form method="get" action="/" class="stacked"><label for="token">Token</label><input id="token" name="token" type="password" autocomplete="off" required><button type="submit">Sign in</button></form>`,
  });
}
