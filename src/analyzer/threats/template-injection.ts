import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** Expressions of a server-side template engine that compute or reach outside. `{{name}}` is a placeholder. */
export const templateInjection: ContentRule = {
  type: 'template-injection',
  needs: SHAPE.expression | SHAPE.angle | SHAPE.comment | SHAPE.call | SHAPE.dollar,
  detect,
};

const DELIMITED =
  /\{\{(.{1,300}?)\}\}|\$\{([^}]{1,300})\}|#\{([^}]{1,300})\}|<%=?(.{1,300}?)%>|\{%(.{1,300}?)%\}|[*@~]\{([^}]{1,300})\}|@\(([^)]{1,100})\)/gs;
/** Two whole numbers and an operator, or a number times a string: the probe that every scanner sends. */
const PROBE =
  /^\s{0,8}\(?\s{0,4}\d{1,9}\s{0,4}[*+\-/]\s{0,4}(?:\d{1,9}|'\d{1,9}'|"\d{1,9}")\s{0,4}\)?\s{0,8}$/;
const REACH =
  /__(?:class|mro|subclasses|globals|builtins|import|init|base|bases)__|\.constructor\b|constructor\.constructor|\bgetClass\s{0,4}\(|\.forName\s{0,4}\(|\bRuntime\b.{0,20}exec|ProcessBuilder|\bT\(\s{0,4}(?:java|org)|freemarker\.template|\.(?:exec|popen|system|getRuntime)\s{0,4}\(|\b(?:system|passthru|shell_exec|popen)\s{0,4}\(|registerUndefinedFilterCallback|_self\.env|\bconfig\.items\s{0,4}\(|\blipsum\b|\bcycler\b|request\.application|\bself\._|\bimport\s{1,8}os\b|File\.open|Dir\.entries|IO\.popen|\?new\s{0,4}\(/;
const WHOLE =
  /^\s{0,8}(?:config|self|request|settings\.SECRET_KEY|dump\(app\)|app\.request\.server\.all\|join\(','\)|debug)\s{0,8}$/;

function detect(probe: Probe): Hit | null {
  const { text } = probe;
  if (text.length > 4096) return null;
  DELIMITED.lastIndex = 0;
  for (let match = DELIMITED.exec(text); match !== null; match = DELIMITED.exec(text)) {
    const inside = match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? match[6] ?? match[7] ?? '';
    if (PROBE.test(inside)) return isProbe(match) ? { rule: 'template-arithmetic', at: match.index } : null;
    if (REACH.test(inside)) return { rule: 'template-object-reach', at: match.index };
    if (match[1] !== undefined && WHOLE.test(inside) && match[0] === text.trim())
      return { rule: 'template-object-reach', at: match.index };
  }
  const directive = text.search(/#set\s{0,4}\(\s{0,4}\$[\w]{1,40}\s{0,4}=.{0,200}(?:class|Runtime|exec)/);
  return directive >= 0 ? { rule: 'template-object-reach', at: directive } : null;
}

/** `@(1-2)` is a range in some notations: there only a product counts. */
function isProbe(match: RegExpExecArray): boolean {
  return match[7] === undefined || match[7].includes('*');
}
