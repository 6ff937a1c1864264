import type { TaskDefinition, TaskDefinitionStatus } from '@aws-sdk/client-ecs';

/** The revisions of one family. Numbers are given out once: a deleted revision's is never used again. */
interface Family {
  readonly revisions: Map<number, TaskDefinition>;
  /** The highest number ever given out. */
  last: number;
  /** The highest number that is ACTIVE; 0 where none is. */
  newestActive: number;
}

/** A place in the list of all task definitions: just behind (or, going down, before) this revision. */
export interface Position {
  readonly family: string;
  readonly revision: number;
}

/** A region's task definitions. Looking one up takes no longer when there are thousands. */
export class TaskDefinitionStore {
  readonly #families = new Map<string, Family>();
  readonly #beingDeleted = new Set<TaskDefinition>();
  #names: readonly string[] | undefined;

  /** The number that the family's next revision will have. */
  nextRevision(family: string): number {
    return (this.#families.get(family)?.last ?? 0) + 1;
  }

  /** Adds an ACTIVE task definition as the newest of its family. */
  add(definition: TaskDefinition): void {
    const { family: name = '', revision = 0 } = definition;
    const family = this.#families.get(name) ?? this.#newFamily(name);
    family.revisions.set(revision, definition);
    family.last = revision;
    family.newestActive = revision;
  }

  get(family: string, revision: number): TaskDefinition | undefined {
    return this.#families.get(family)?.revisions.get(revision);
  }

  /** The newest ACTIVE revision of the family. */
  newest(family: string): TaskDefinition | undefined {
    return this.get(family, this.#families.get(family)?.newestActive ?? 0);
  }

  /** Makes the task definition INACTIVE. */
  deactivate(definition: TaskDefinition, at: Date): void {
    definition.status = 'INACTIVE';
    definition.deregisteredAt = at;
    const family = this.#families.get(definition.family ?? '');
    if (!family || family.newestActive !== definition.revision) return;
    while (family.newestActive > 0 && !isActive(family, family.newestActive)) family.newestActive -= 1;
  }

  /** Sends an INACTIVE task definition on its way out; it stays until it is removed. */
  beginDeletion(definition: TaskDefinition, at: Date): void {
    definition.status = 'DELETE_IN_PROGRESS';
    definition.deleteRequestedAt = at;
    this.#beingDeleted.add(definition);
  }

  get beingDeleted(): ReadonlySet<TaskDefinition> {
    return this.#beingDeleted;
  }

  remove(definition: TaskDefinition): void {
    this.#beingDeleted.delete(definition);
    this.#families.get(definition.family ?? '')?.revisions.delete(definition.revision ?? 0);
  }

  /** The families that have a revision of the status, by name; those that have any revision where none is named. */
  *families(status?: 'ACTIVE' | 'INACTIVE'): Generator<string> {
    for (const name of this.#sortedNames()) {
      const family = this.#families.get(name);
      if (!family || family.revisions.size === 0) continue;
      if (!status || (status === 'ACTIVE') === family.newestActive > 0) yield name;
    }
  }

  /**
   * The task definitions of a status by family and then by number, beyond a place where one is given. Only what is
   * taken from the generator is looked for.
   */
  *list(
    status: TaskDefinitionStatus,
    { family: only, descending = false, after }: { family?: string; descending?: boolean; after?: Position },
  ): Generator<TaskDefinition> {
    const names = only === undefined ? this.#sortedNames() : [only];
    for (const name of descending ? names.toReversed() : names) {
      if (after && (descending ? name > after.family : name < after.family)) continue;
      yield* this.#revisions(name, descending, name === after?.family ? after.revision : undefined, status);
    }
  }

  *#revisions(
    name: string,
    descending: boolean,
    after: number | undefined,
    status: TaskDefinitionStatus,
  ): Generator<TaskDefinition> {
    const family = this.#families.get(name);
    if (!family) return;
    const step = descending ? -1 : 1;
    const first = (after ?? (descending ? family.last + 1 : 0)) + step;
    for (let revision = first; revision > 0 && revision <= family.last; revision += step) {
      const definition = family.revisions.get(revision);
      if (definition?.status === status) yield definition;
    }
  }

  #newFamily(name: string): Family {
    const family: Family = { revisions: new Map(), last: 0, newestActive: 0 };
    this.#families.set(name, family);
    this.#names = undefined;
    return family;
  }

  #sortedNames(): readonly string[] {
    this.#names ??= [...this.#families.keys()].sort();
    return this.#names;
  }
}

function isActive({ revisions }: Family, revision: number): boolean {
  return revisions.get(revision)?.status === 'ACTIVE';
}
