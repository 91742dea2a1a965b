import type { RequiredSetting } from './compiled-mapping.ts';
import type { Plan, TargetPlan } from './plan.ts';

/** What the records of a mapping never carry, so that the settings of the source must. */
export function requirementsOf(plan: Plan): readonly RequiredSetting[] {
  const required: RequiredSetting[] = [];
  for (const target of plan.targets) {
    // A call can be without a scheme, so that is never required.
    if (target.target === 'host' && target.missing.kind === 'default' && isOftenAbsent(plan, target)) {
      required.push({ option: 'host', unlessOption: namedPart(plan, target) });
    }
    if (target.target === 'time' && target.sources.every(needsZone)) {
      required.push({ option: 'zone', unlessOption: null });
    }
  }
  return required;
}

function needsZone(source: TargetPlan['sources'][number]): boolean {
  return source.cast.kind === 'time' && source.cast.zone === 'default' && source.cast.format !== 'iso';
}

function isOftenAbsent(plan: Plan, target: TargetPlan): boolean {
  return target.sources.length === 0 || namedPart(plan, target) !== null;
}

/** The word of an option's list that makes the value appear, where the value is a part split by names. */
function namedPart(plan: Plan, target: TargetPlan): RequiredSetting['unlessOption'] {
  for (const ref of target.sources.flatMap((source) => source.refs)) {
    const split = plan.lets.find((part) => part.name === ref.letName);
    const [word] = ref.segments;
    if (split?.split === 'names' && word !== undefined) return { name: split.option, word };
  }
  return null;
}
