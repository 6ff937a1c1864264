import type { Call } from '../service.ts';
import { PutObject } from '../services/s3/objects.ts';
import type { World } from '../world/world.ts';
import { type Chapter, happen, run, say } from './chapter.ts';

/** The first subnet of the estate: ids come from a seed, and are the same each time. */
const subnet = 'subnet-60c4cc6fde493ff30';

export const telling: Chapter = {
  title: 'Tasks on events, and word of their end',
  scenario: 'events',
  speed: 30,
  steps: [
    say('A thumbnail for each photo that is uploaded. What could not be run is to be kept:'),
    run(
      'ecsctl events on-upload thumbnails --bucket acme-uploads --prefix photos/ -c prod --task-definition thumbnail ' +
        `--subnets ${subnet} --public-ip --create-dlq --yes`,
    ),
    happen('A minute later the bucket tells EventBridge as well.', 1),
    happen('Somebody uploads a photo, and its task runs and ends.', 2, uploadPhoto),
    run('ecsctl events show thumbnails'),
    say('Somebody wants to hear of tasks that fail, and not of each scale-in:'),
    run('ecsctl events on-stop failures -c prod --notify sns:alerts --yes'),
    say('A report is due each hour, and has never come. Why?'),
    run('ecsctl events ls -c prod'),
    run('ecsctl events show default/hourly-report', 3),
    say('What is not wanted any more goes, with its role and its queue and nothing else:'),
    run('ecsctl events rm thumbnails --yes'),
  ],
};

function uploadPhoto(world: World): void {
  const call: Call = {
    world,
    region: world.region('us-east-1'),
    now: world.clock.now(),
    endpoint: 'http://127.0.0.1',
  };
  PutObject({ Bucket: 'acme-uploads', Key: 'photos/서울 야경.jpg', Body: 'a photo' }, call);
}
