import type { Scenario } from './scenario.ts';
import { web } from './web.ts';

/** Every scenario, the one to begin with first. */
export const scenarios: readonly Scenario[] = [web];
