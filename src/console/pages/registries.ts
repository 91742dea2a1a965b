import type { RegistryState } from '../../registry/state.ts';
import { href, html, type Markup } from '../html.ts';
import { count, isoTime } from './format.ts';
import { layout } from './layout.ts';
import { timeOf } from './parts.ts';
import { outcomeTag } from './run-parts.ts';

/** What every page about registries needs; there may be no report yet. */
export interface RegistryFrame {
  readonly asOf: string | null;
  readonly version: string;
  readonly formToken: string;
}

export function registriesPage(states: readonly RegistryState[], { asOf, version }: RegistryFrame): Markup {
  return layout(
    { title: 'Registries', section: 'registries', asOf, version },
    html`<h1>Registry sync</h1><section class="card" aria-labelledby="registries"><h2 id="registries">Registries</h2><table class="rows"><caption class="unseen">Registries and their objects</caption><thead><tr><th scope="col">Registry</th><th scope="col" class="number">Active</th><th scope="col" class="number">Retired</th><th scope="col" class="number">Pending</th><th scope="col" class="number">Quarantined</th><th scope="col">Last run</th><th scope="col">Result</th></tr></thead><tbody>${states.map(
      (state) =>
        html`<tr><th scope="row"><a href="${href(['registries', state.id])}">${state.id}</a></th><td class="number">${count(state.active)}</td><td class="number">${count(state.retired)}</td><td class="number">${count(state.pending.length)}</td><td class="number">${count(state.quarantined.length)}</td><td class="when">${timeOf(state.lastRun === null ? null : isoTime(state.lastRun.startedAtMs))}</td><td>${state.lastRun === null ? '' : outcomeTag(state.lastRun.outcome)}${state.lastRun?.error ? html` <span class="quiet">${state.lastRun.error.message}</span>` : ''}</td></tr>`,
    )}</tbody></table></section>`,
  );
}
