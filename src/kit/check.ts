import { AssayError } from '../model/errors.ts';
import type { CheckItem, CheckResult } from './connector.ts';

export interface CheckStep {
  /** What is tried, in the reader's words. */
  readonly name: string;
  /** The permission of the manifest that an `auth` failure of this step points at. */
  readonly permission?: string;
  /** Resolves to a sentence on success; throws AssayError otherwise. */
  run(): Promise<string>;
}

/** Runs the steps in order and stops at the first that fails; an error that is no AssayError is a bug and passes. */
export async function runChecks(steps: readonly CheckStep[]): Promise<CheckResult> {
  const items: CheckItem[] = [];
  for (const step of steps) {
    const item = await runStep(step);
    items.push(item);
    if (!item.ok) return { ok: false, items };
  }
  return { ok: true, items };
}

async function runStep(step: CheckStep): Promise<CheckItem> {
  const { name } = step;
  try {
    return { name, ok: true, message: await step.run(), missingPermission: null, fix: null };
  } catch (error: unknown) {
    if (!(error instanceof AssayError)) throw error;
    const missingPermission = error.kind === 'auth' ? (step.permission ?? null) : null;
    return { name, ok: false, message: error.message, missingPermission, fix: error.fix };
  }
}
