import type { AwsCli } from './aws-cli.ts';
import { scaledService } from './aws-operations/application-autoscaling.ts';
import { Exercise, type Step } from './aws-operations/exercise.ts';
import { stories } from './aws-operations/index.ts';
import { seed } from './seed.ts';
import { must, type Site } from './site.ts';

/**
 * Tells every service's story on a site, one after another since they move its clock, and returns what each command
 * came to.
 */
export async function runStories(aws: AwsCli, site: Site): Promise<Step[]> {
  const estate = await seed(aws, site);
  await must(aws, site, scaledService(estate.network));
  const steps: Step[] = [];
  for (const { service, tell } of stories) {
    const exercise = new Exercise(aws, site, estate, service);
    await tell(exercise);
    steps.push(...exercise.steps);
  }
  return steps;
}
