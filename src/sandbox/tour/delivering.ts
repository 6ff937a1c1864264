import { type Chapter, run, say } from './chapter.ts';
import { ociLayout } from './image/oci-layout.ts';

const build = { base: 'debian:12', layers: { 'usr/bin/node': 3_000_000, 'app/server.js': 400_000 } };

export const delivering: Chapter = {
  title: 'From a build to an image that runs',
  scenario: 'images',
  speed: 30,
  folders: {
    build: ociLayout(build),
    rebuilt: ociLayout({ ...build, base: 'alpine:3.22' }),
  },
  steps: [
    say('A build has left release 1.12 in a folder. It is pushed without a Docker engine, and then scanned:'),
    run('ecsctl ecr push oci:build web:1.12 --scan --fail-on high --yes', 3),
    say('The same on a newer base. What the repository has is not sent again:'),
    run('ecsctl ecr push oci:rebuilt web:1.13 --scan --fail-on high --yes'),
    say('Service reports has no task. May it pull its image?'),
    run('ecsctl ecr access check prod/reports', 3),
    run('ecsctl ecr access grant prod/reports --yes'),
    run('ecsctl ecr access check prod/reports'),
    say('Old releases may go. What ECS needs stays, however old it is:'),
    run('ecsctl ecr prune web --keep 3 --yes'),
    run('ecsctl ecr ls web'),
  ],
};
