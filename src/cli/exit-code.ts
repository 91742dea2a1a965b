import { type AssayError, ERROR_POLICY } from '../model/errors.ts';

/** The exit codes of the product, named. */
export const EXIT = {
  ok: 0,
  gateFailed: 1,
  usage: 2,
  incomplete: 3,
  unreachable: 4,
  registryPartial: 5,
  internal: 70,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Of several outcomes the one that a script must know about first. */
const PRECEDENCE: readonly ExitCode[] = [70, 2, 4, 5, 3, 1];

export function worstExitCode(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.ok;
}

export function exitCodeOf(error: AssayError): ExitCode {
  return ERROR_POLICY[error.kind].exitCode;
}
