import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** Walking out of a folder, or naming a file that only an attacker asks an API for. */
export const pathTraversal: ContentRule = {
  type: 'path-traversal',
  needs: SHAPE.dots | SHAPE.systemPath | SHAPE.escape | SHAPE.slashes,
  detect,
};

const STEP = /\.{2,4};?[/\\]{1,4}/g;
const SENSITIVE =
  /(?:^|[/\\])(?:etc[/\\]{1,3}(?:passwd|shadow|hosts|group|issue|hostname|ssh|nginx|apache2|httpd|crontab|motd|fstab|my\.cnf|mysql)|proc[/\\]{1,3}(?:self|version|cpuinfo|\d{1,7})[/\\]?|windows[/\\]{1,3}(?:win\.ini|system32|system\.ini|repair)|win\.ini|boot\.ini|winnt[/\\]|web-inf[/\\]|meta-inf[/\\]|id_rsa|\.ssh[/\\]|\.htpasswd|\.bash_history|var[/\\]{1,3}log[/\\]|root[/\\]{1,3}\.)/i;
const SENSITIVE_ABSOLUTE =
  /^(?:file:\/{2,3}|[a-z]:)?[/\\]{1,3}(?:etc[/\\]{1,3}(?:passwd|shadow|group|hosts|ssh[/\\]|crontab)|proc[/\\]{1,3}self[/\\]|windows[/\\]{1,3}(?:win\.ini|system32|system\.ini)|winnt[/\\]|boot\.ini|root[/\\]{1,3}\.ssh)/i;

function detect(probe: Probe): Hit | null {
  const { text, location } = probe;
  if (probe.location === 'request.path') return inPath(text);
  if (text.startsWith('http') && !text.includes('..')) return null;
  if (SENSITIVE_ABSOLUTE.test(text)) return { rule: 'traversal-system-file', at: 0 };
  if (/^(?:php|phar|expect|zip):\/\/(?:filter|input|data|[\w./]{0,80}$)/i.test(text))
    return { rule: 'traversal-wrapper', at: 0 };
  if (/^(?:\/)?(?:web|meta)-inf\//i.test(text)) return { rule: 'traversal-system-file', at: 0 };
  const steps = countSteps(text);
  if (steps.count === 0) return null;
  const hit: Hit = { rule: 'traversal-steps', at: steps.first };
  if (SENSITIVE.test(text) && (location !== 'request.body' || isPathLike(text))) return hit;
  if (!isPathLike(text)) return null;
  // Relative imports and links go up one or two folders; nobody sends them encoded.
  if (steps.count >= 3 || steps.odd || text.includes('\0')) return hit;
  return probe.raw !== text && /%(?:25)?2e|%(?:25)?2f|%(?:25)?5c|%c0|%u/i.test(probe.raw) ? hit : null;
}

/** Clients resolve `..` before they send a path: one that arrives was meant. */
function inPath(text: string): Hit | null {
  const at = text.search(/(?:^|[/\\])\.{2};?(?:[/\\]|$)|\.{4}\/\//);
  if (at >= 0) return { rule: 'traversal-steps', at };
  const file =
    /[/\\](?:etc[/\\]{1,3}(?:passwd|shadow)|proc[/\\]self[/\\]|windows[/\\]win\.ini|web-inf[/\\])/i.exec(
      text,
    );
  return file === null ? null : { rule: 'traversal-system-file', at: file.index };
}

interface Steps {
  readonly count: number;
  readonly first: number;
  /** `....//` and `..;/` exist only to slip past a filter. */
  readonly odd: boolean;
}

function countSteps(text: string): Steps {
  let count = 0;
  let first = -1;
  let odd = false;
  STEP.lastIndex = 0;
  for (let match = STEP.exec(text); match !== null && count < 64; match = STEP.exec(text)) {
    if (first < 0) first = match.index;
    count += 1;
    if (match[0].startsWith('...') || match[0].includes(';')) odd = true;
  }
  return { count, first, odd };
}

/** One path and nothing else: no white space, no markup. */
function isPathLike(text: string): boolean {
  return text.length <= 512 && !/[\s<>"'(){}]/.test(text.replaceAll('\0', ''));
}
