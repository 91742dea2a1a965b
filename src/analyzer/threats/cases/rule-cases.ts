/** Examples of one rule family: what must fire, and what looks like it and must not. Values as the client meant them. */
export interface RuleCases {
  readonly positives: readonly string[];
  /** Must fire no rule of any family, in a query and in a JSON body. */
  readonly nearMisses: readonly string[];
}
