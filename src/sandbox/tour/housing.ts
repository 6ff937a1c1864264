import { type Chapter, happen, run, say } from './chapter.ts';

export const housing: Chapter = {
  title: 'Room for more tasks',
  scenario: 'ec2',
  speed: 30,
  steps: [
    say('Cluster fleet runs on machines of its own. How full are they, and what would their group do next?'),
    run('ecsctl capacity status fleet'),
    say('Service api is to have twelve tasks, where there is room for one more:'),
    run('ecsctl scale set fleet/api --min 12 --max 16 --cpu 50 --yes'),
    happen('A minute passes on the sandbox’s clock.', 1),
    run('ecsctl capacity status fleet'),
    happen('Four minutes more, and the instances have come.', 4),
    run('ecsctl capacity status fleet'),
    say('The group spare has no capacity provider. It gets one, beside what the cluster has already:'),
    run('ecsctl capacity attach fleet --asg spare --target 90 --yes'),
    say('A provider that is in use does not go, and it is said by whom:'),
    run('ecsctl capacity rm nodes --yes', 1),
    say('The service moves on, and the command ends when its deployment has:'),
    run('ecsctl capacity use fleet/api spare --yes'),
    run('ecsctl capacity rm nodes --yes'),
    run('ecsctl capacity ls fleet'),
  ],
};
