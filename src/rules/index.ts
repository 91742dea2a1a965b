export type { PlacedRule } from './check-rules.ts';
export { compileCorrections, reservedByRules } from './compile-corrections.ts';
export { filedRules, type LoadedRules, loadRules } from './load-rules.ts';
export type { RuleProblem } from './rule-problem.ts';
export { type RuleResult, runExamples } from './run-examples.ts';
