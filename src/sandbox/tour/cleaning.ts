import { type Chapter, run, say } from './chapter.ts';

export const cleaning: Chapter = {
  title: 'Nothing left, and proof of it',
  scenario: 'leftover',
  speed: 20,
  steps: [
    say(
      'Stack lab was deleted two days ago, and CloudFormation says DELETE_COMPLETE. Is anything left of it?',
    ),
    run('ecsctl cleanup --stack lab --check', 3),
    say(
      'A load balancer that no list of the stack’s names any more: it carries the id of the dead stack, and the rest ' +
        'hangs on it. Service web of stack shop runs in the same network, and stays out of it. Away with the rest:',
    ),
    run('ecsctl cleanup --stack lab --yes'),
    say('The proof, for a pipeline: exit code 0 only when a fresh search finds nothing.'),
    run('ecsctl cleanup --stack lab --check'),
    say('What do other stacks leave that are gone, and which revisions does nothing use?'),
    run('ecsctl cleanup --orphans --check'),
    run('ecsctl cleanup --task-definitions --dry-run'),
    say(
      'These were sandboxes: nothing is left of them. Try your own with "ecsctl sandbox start"; scenario tangled has a ' +
        'stack lab with all that can be in the way of a clean-up.',
    ),
  ],
};
