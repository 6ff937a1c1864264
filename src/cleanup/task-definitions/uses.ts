import { nameRevision } from '../../ecs/revision.ts';
import type { Mention } from '../../ecs/uses/mentions.ts';

/** Why revisions must stay, as clauses. */
export interface Uses {
  /** `web:7` → `service prod/web uses it`. */
  readonly revisions: ReadonlyMap<string, string>;
  /** `web` → `rule nightly starts the newest of its family`: whatever the family's newest ACTIVE revision is. */
  readonly families: ReadonlyMap<string, string>;
}

/** What task definitions are needed for, by what names them. */
export function usesOf(mentions: readonly Mention[]): Uses {
  const revisions = new Map<string, string>();
  const families = new Map<string, string>();
  for (const { family, number, by } of mentions) {
    if (number === undefined) setOnce(families, family, `${by} the newest of its family`);
    else setOnce(revisions, nameRevision({ family, number }), `${by} it`);
  }
  return { revisions, families };
}

function setOnce(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value);
}
