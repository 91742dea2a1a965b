export type { PlacedRule } from './check-rules.ts';
export {
  compileCorrections,
  hostOf,
  hostsOfRules,
  reservedByRules,
  shownNames,
} from './compile-corrections.ts';
export { compileSite, countingKey } from './compile-site.ts';
export { type CorrectionEffect, correctionEffects } from './effects.ts';
export { filedRules, type LoadedRules, loadRules } from './load-rules.ts';
export type { RuleProblem } from './rule-problem.ts';
export { type RuleResult, runExamples } from './run-examples.ts';
