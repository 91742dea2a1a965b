import type { Authenticator } from './authenticator.ts';

/** The credentials of one client, which all its requests share: a refusal renews them once, however many meet it. */
export interface SharedCredentials {
  /** Counts renewals: what a request that is sent now bears, or something newer. */
  generation(): number;
  /** Renews what a request of that generation was refused with; true when another attempt makes sense. */
  renew(refused: number): Promise<boolean>;
}

/**
 * Whether credentials are newer than refused ones is told by their generation. Their values do not tell: a provider may
 * answer with the token that it gave a moment ago, to a request that was under way with the one before.
 */
export function sharedCredentials(auth: Pick<Authenticator, 'refresh'>): SharedCredentials {
  let generation = 0;
  let underWay: Promise<boolean> | null = null;

  const refresh = async (): Promise<boolean> => {
    const changed = await auth.refresh();
    if (changed) generation += 1;
    return changed;
  };
  return {
    generation: () => generation,
    renew: (refused) => {
      if (refused < generation) return Promise.resolve(true);
      underWay ??= refresh().finally(() => (underWay = null));
      return underWay;
    },
  };
}
