import type { CapabilityResult, Half } from './capability.ts';

/** Bounds of one metric, both inclusive. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** By capability, half and metric. */
export type Floors = Readonly<Record<string, Partial<Record<Half, Readonly<Record<string, Bounds>>>>>>;

/** Every bound that does not hold for the results, as a sentence. A metric that is missing breaks its bound. */
export function brokenFloors(floors: Floors, results: readonly CapabilityResult[]): readonly string[] {
  return results.flatMap(({ capability, half, metrics }) =>
    Object.entries(floors[capability]?.[half] ?? {}).flatMap(([metric, { min, max }]) => {
      const value = metrics[metric];
      const place = `${capability}, ${half}: ${metric}`;
      if (value === undefined) return [`${place} has a floor but was not measured`];
      if (min !== undefined && value < min) return [`${place} is ${value}, below ${min}`];
      if (max !== undefined && value > max) return [`${place} is ${value}, above ${max}`];
      return [];
    }),
  );
}
