import { ec2 } from './ec2.ts';
import { events } from './events.ts';
import { images } from './images.ts';
import { large } from './large.ts';
import { leftover } from './leftover.ts';
import type { Scenario } from './scenario.ts';
import { tangled } from './tangled.ts';
import { web } from './web.ts';

/** Every scenario, the one to begin with first. */
export const scenarios: readonly Scenario[] = [web, leftover, tangled, ec2, images, events, large];
