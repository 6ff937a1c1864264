/** A resource's tags, and when it was deleted where the tagging API still gives it. */
interface Entry {
  readonly tags: ReadonlyMap<string, string>;
  /** Whether it has or had a tag; what never had one is not the tagging API's business. */
  readonly wasTagged: boolean;
  readonly deletedAt?: Date;
}

/** A resource with its tags, and the time of its end where it is gone. */
interface StoredTags {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly wasTagged: boolean;
  readonly deletedAt?: Date;
}

/**
 * The tags of one region's resources by ARN. Services that keep their tags in a state of their own (ECS, Elastic Load
 * Balancing …) name here only what they delete: the tagging API goes on giving that for hours.
 */
export class TagStore {
  readonly #entries = new Map<string, Entry>();

  /** Replaces the tags of a resource. */
  set(arn: string, tags: Readonly<Record<string, string>>): void {
    const before = this.#entries.get(arn);
    const wasTagged = Object.keys(tags).length > 0 || (before?.wasTagged === true && !before.deletedAt);
    this.#entries.set(arn, { tags: new Map(Object.entries(tags)), wasTagged });
  }

  /** Whether there is such a resource, tagged or not, that keeps its tags here. */
  has(arn: string): boolean {
    const entry = this.#entries.get(arn);
    return entry !== undefined && !entry.deletedAt;
  }

  /** The tags of a resource that is there; none for one that has none or is gone. */
  get(arn: string): Readonly<Record<string, string>> {
    const entry = this.#entries.get(arn);
    return entry && !entry.deletedAt ? Object.fromEntries(entry.tags) : {};
  }

  add(arn: string, tags: Readonly<Record<string, string>>): void {
    this.set(arn, { ...this.get(arn), ...tags });
  }

  remove(arn: string, keys: readonly string[]): void {
    this.set(arn, Object.fromEntries(Object.entries(this.get(arn)).filter(([key]) => !keys.includes(key))));
  }

  /** The resource is gone; its tags, or those given, haunt the tagging API from now on. */
  bury(arn: string, deletedAt: Date, tags: Readonly<Record<string, string>> = this.get(arn)): void {
    const wasTagged = Object.keys(tags).length > 0 || this.#entries.get(arn)?.wasTagged === true;
    this.#entries.set(arn, { tags: new Map(Object.entries(tags)), wasTagged, deletedAt });
  }

  /** Every ARN with its tags, those of deleted resources with the time of their end. */
  *entries(): Generator<StoredTags> {
    for (const [arn, { tags, ...rest }] of this.#entries) {
      yield { arn, tags: Object.fromEntries(tags), ...rest };
    }
  }
}
