import type { GatewaySnapshot, RegisteredShape } from '../model/registered-api.ts';

/**
 * Names of parameters and members that stand in a definition: they may be shown however few clients used them. A name
 * that is withheld could not be told from one that was never sent.
 */
export function definitionNames(gateways: readonly GatewaySnapshot[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { apis } of gateways) {
    for (const { operations } of apis) {
      for (const { parameters, answers } of operations ?? []) {
        for (const { name, in: place } of parameters)
          names.add(place === 'header' ? name.toLowerCase() : name);
        for (const { shape } of answers ?? []) addMembers(names, shape);
      }
    }
  }
  return names;
}

function addMembers(names: Set<string>, shape: RegisteredShape | null): void {
  if (shape === null) return;
  addMembers(names, shape.items);
  for (const member of shape.members) {
    names.add(member.name);
    addMembers(names, member.shape);
  }
}
