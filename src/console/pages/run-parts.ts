import type { RunOutcome } from '../../store/store.ts';
import { html, type Markup } from '../html.ts';

export function outcomeTag(outcome: RunOutcome | null): Markup {
  return html`<span class="tag outcome-${outcome ?? 'running'}">${outcome ?? 'running'}</span>`;
}
