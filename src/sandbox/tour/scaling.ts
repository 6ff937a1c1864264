import { surge } from '../world/surge.ts';
import { type Chapter, happen, run, say } from './chapter.ts';

export const scaling: Chapter = {
  title: 'A service that follows its load',
  scenario: 'web',
  steps: [
    say('Cluster prod runs a service web behind a load balancer, and a service worker fed by a queue.'),
    say('Nothing scales yet. First the plan alone:'),
    run('ecsctl scale set prod/web --min 2 --max 10 --cpu 60 --requests 800 --dry-run'),
    say('Every command that writes shows its plan first. Now for real:'),
    run('ecsctl scale set prod/web --min 2 --max 10 --cpu 60 --requests 800 --yes'),
    say('The same command again finds nothing left to do:'),
    run('ecsctl scale set prod/web --min 2 --max 10 --cpu 60 --requests 800 --yes'),
    say('More tasks in office hours, for those who would rather not wait for the first alarm:'),
    run(
      "ecsctl scale schedule prod/web office --window 'MON-FRI 09:00-18:00' --timezone Asia/Seoul --min 3 --yes",
    ),
    say('The worker follows the backlog of its queue; no message should wait longer than a minute:'),
    run('ecsctl scale set prod/worker --min 1 --max 20 --queue jobs --latency 60s --per-message 2s --yes'),
    happen('A newsletter goes out; twelve minutes pass on the sandbox’s clock.', 12, (world) =>
      surge(world, { service: 'prod/web', perSecond: 120 }),
    ),
    run('ecsctl scale status prod/web'),
    run('ecsctl scale ls'),
  ],
};
