import type { Command } from '../command.ts';

/** Every command, loaded when asked for: start-up pays for the one that runs. Order is the order of the help. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  quickstart: async () => (await import('./quickstart.ts')).quickstart,
  analyze: async () => (await import('./analyze.ts')).analyze,
  init: async () => (await import('./init.ts')).init,
  validate: async () => (await import('./validate.ts')).validate,
  config: async () => (await import('./config.ts')).config,
  doctor: async () => (await import('./doctor.ts')).doctor,
  run: async () => (await import('./run.ts')).run,
  worker: async () => (await import('./worker.ts')).worker,
  apis: async () => (await import('./apis.ts')).apis,
  findings: async () => (await import('./findings.ts')).findings,
  grade: async () => (await import('./grade.ts')).grade,
  next: async () => (await import('./next.ts')).next,
  why: async () => (await import('./why.ts')).why,
  changes: async () => (await import('./changes.ts')).changes,
  diff: async () => (await import('./diff.ts')).diff,
  report: async () => (await import('./report.ts')).report,
  plan: async () => (await import('./plan.ts')).plan,
  publish: async () => (await import('./publish.ts')).publish,
  registry: async () => (await import('./registry.ts')).registry,
  connectors: async () => (await import('./connectors.ts')).connectors,
  mappings: async () => (await import('./mappings.ts')).mappings,
  rules: async () => (await import('./rules.ts')).rules,
  forget: async () => (await import('./forget.ts')).forget,
  console: async () => (await import('./console.ts')).console,
};
