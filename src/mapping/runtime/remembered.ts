/**
 * A pure function whose answers are remembered: logs repeat hosts, addresses and header names without end. Emptied
 * when full, so that it can make things faster and never different. `null` stands for "invalid".
 */
export function remembered(
  compute: (text: string) => string | undefined,
): (text: string) => string | undefined {
  const answers = new Map<string, string | null>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known ?? undefined;
    const answer = compute(text);
    if (answers.size >= ANSWERS_KEPT) answers.clear();
    answers.set(text, answer ?? null);
    return answer;
  };
}

const ANSWERS_KEPT = 4096;
