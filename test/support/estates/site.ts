import type { Call } from '../../../src/sandbox/service.ts';
import type { PlantedResource } from '../../../src/sandbox/services/cloudformation/planting.ts';
import { WorldClock } from '../../../src/sandbox/world/clock.ts';
import type { Region } from '../../../src/sandbox/world/region.ts';
import { World } from '../../../src/sandbox/world/world.ts';
import { resourcesOf } from '../world-snapshot.ts';

/** A Monday morning on which the clock only moves when it is told to. */
const start = new Date('2026-03-02T09:30:00Z');

/** Where an estate is built: an empty world, and what of it nobody may touch. */
export class Site {
  readonly world = new World(new WorldClock({ start, speed: 0 }), { targetVisibleAfterSeconds: 0 });
  readonly region: Region = this.world.region('us-east-1');
  /** Keys of `resourcesOf`. */
  readonly untouchable = new Set<string>();

  /** What a handler is given at this moment. */
  get call(): Call {
    const now = this.world.clock.now();
    return { world: this.world, region: this.region, now, endpoint: 'http://127.0.0.1:1' };
  }

  pass(seconds: number): void {
    this.world.clock.advance(seconds);
    this.world.settle();
  }

  /** Builds something that belongs to others: what it adds to the world is to stay as it is. */
  forOthers<Built>(build: () => Built): Built {
    const before = resourcesOf(this.world);
    const built = build();
    for (const key of resourcesOf(this.world).keys()) if (!before.has(key)) this.untouchable.add(key);
    return built;
  }

  /** Something that others need: it is to stay, whoever made it. */
  spare(kind: string, id: string): void {
    this.untouchable.add(kind === 'role' ? `${kind} ${id}` : `${this.region.name} ${kind} ${id}`);
  }
}

/** The list of a stack that is being made up: it names dependencies only on what it has. */
export class Bill {
  readonly rows: PlantedResource[] = [];

  add(
    logicalId: string,
    type: string,
    physicalId: string,
    { after = [], ...more }: { after?: readonly string[] } & Partial<PlantedResource> = {},
  ): void {
    const dependsOn = after.filter((other) => this.rows.some((row) => row.logicalId === other));
    this.rows.push({ logicalId, type: `AWS::${type}`, physicalId, dependsOn, ...more });
  }
}
