import type { AuthState } from '../../model/vocabulary.ts';

/** Fewer accepted calls of one kind are strays: a lost header in a log, a health check, a test. */
const REAL_CALLS = 3;
/** Or a smaller share than this of the accepted calls (1 in 100)... */
const REAL_SHARE_DIVISOR = 100;
/** ...unless there are so many that no accident explains them. */
const REAL_CALLS_ANY_SHARE = 20;

interface AuthProof {
  readonly authenticatedAccepted: number;
  readonly anonymousAccepted: number;
  readonly anonymousRefused: number;
  readonly authenticatedRefused: number;
  /** Accepted with a credential that the log hides. */
  readonly maskedAccepted: number;
}

/**
 * The state from proof alone: what the server accepted and refused, with and without credentials. Calls whose
 * credentials could not be seen prove nothing and are not among these counts.
 */
export function authState(proof: AuthProof): AuthState {
  const { anonymousAccepted } = proof;
  // Beside anonymous calls a hidden credential shows that there are two ways in; alone it proves nothing.
  const hidden = anonymousAccepted > 0 ? proof.maskedAccepted : 0;
  const authenticatedAccepted = proof.authenticatedAccepted + hidden;
  if (anonymousAccepted === 0) {
    const refused = proof.anonymousRefused + proof.authenticatedRefused;
    return authenticatedAccepted + refused > 0 ? 'required' : 'undetected';
  }
  if (authenticatedAccepted === 0) return 'none';
  const anonymousReal = isReal(anonymousAccepted, authenticatedAccepted);
  const authenticatedReal = isReal(authenticatedAccepted, anonymousAccepted);
  if (anonymousReal && authenticatedReal) return 'mixed';
  if (anonymousReal) return 'none';
  return authenticatedReal ? 'required' : 'undetected';
}

function isReal(count: number, others: number): boolean {
  if (count < REAL_CALLS) return false;
  return count >= REAL_CALLS_ANY_SHARE || count * REAL_SHARE_DIVISOR >= count + others;
}
