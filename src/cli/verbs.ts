import type { Answer, Verb, VerbContext } from '../verb/verb.ts';

/** A verb of any flags and arguments: the tables of the command line do not look inside. */
export interface AnyVerb extends Omit<Verb, 'run'> {
  run(context: VerbContext, input: never): Promise<Answer>;
}

export type LoadVerb = () => Promise<{ readonly verb: AnyVerb }>;

/** The nouns of the command line, in the order of the help. */
export const nouns: Readonly<Record<string, string>> = {
  scale: 'service auto scaling: make a service follow its load, and see whether and why it does',
  capacity: 'where tasks run: the capacity providers of clusters, and the instances behind them',
  ecr: 'images: push them, and see what is in their repositories',
  'ecr access': 'may the tasks of a service pull their images',
  'ecr lifecycle': 'what ECR lets go of by itself, and whether ECS still needs it',
  'ecr repo': 'make, change and remove repositories',
  events: 'run tasks on events, and word of their end',
  sandbox: 'a local AWS to practise on, without an account',
};

/** Every verb by the words that are typed. A verb's code, and the AWS clients it uses, load when it runs. */
export const verbs: Readonly<Record<string, LoadVerb>> = {
  'scale set': () => import('../scale/set.ts'),
  'scale step': () => import('../scale/step.ts'),
  'scale schedule': () => import('../scale/schedule.ts'),
  'scale status': () => import('../scale/status.ts'),
  'scale ls': () => import('../scale/ls.ts'),
  'scale predict': () => import('../scale/predict.ts'),
  'scale suspend': () => import('../scale/suspend.ts'),
  'scale resume': () => import('../scale/resume.ts'),
  'scale rm': () => import('../scale/rm.ts'),
  'capacity asg': () => import('../capacity/asg.ts'),
  'capacity attach': () => import('../capacity/attach.ts'),
  'capacity managed': () => import('../capacity/managed.ts'),
  'capacity use': () => import('../capacity/use.ts'),
  'capacity detach': () => import('../capacity/detach.ts'),
  'capacity rm': () => import('../capacity/rm.ts'),
  'capacity ls': () => import('../capacity/ls.ts'),
  'capacity status': () => import('../capacity/status.ts'),
  'ecr push': () => import('../ecr/push.ts'),
  'ecr access check': () => import('../ecr/access/check.ts'),
  'ecr access grant': () => import('../ecr/access/grant.ts'),
  'ecr scan': () => import('../ecr/scan.ts'),
  'ecr ls': () => import('../ecr/ls.ts'),
  'ecr repo create': () => import('../ecr/repo/create.ts'),
  'ecr repo set': () => import('../ecr/repo/set.ts'),
  'ecr repo rm': () => import('../ecr/repo/rm.ts'),
  'ecr tag': () => import('../ecr/tag.ts'),
  'ecr login': () => import('../ecr/login.ts'),
  'ecr prune': () => import('../ecr/prune.ts'),
  'ecr lifecycle show': () => import('../ecr/lifecycle/show.ts'),
  'ecr lifecycle set': () => import('../ecr/lifecycle/set.ts'),
  'ecr lifecycle preview': () => import('../ecr/lifecycle/preview.ts'),
  'ecr lifecycle rm': () => import('../ecr/lifecycle/rm.ts'),
  'events on-upload': () => import('../events/on-upload.ts'),
  'events schedule': () => import('../events/schedule.ts'),
  'events on-stop': () => import('../events/on-stop.ts'),
  'events ls': () => import('../events/ls.ts'),
  'events show': () => import('../events/show.ts'),
  'events test': () => import('../events/test.ts'),
  'events run': () => import('../events/run.ts'),
  'events enable': () => import('../events/enable.ts'),
  'events disable': () => import('../events/disable.ts'),
  'events rm': () => import('../events/rm.ts'),
  cleanup: () => import('../cleanup/cleanup.ts'),
  'sandbox tour': () => import('../sandbox/tour.ts'),
  'sandbox start': () => import('../sandbox/start.ts'),
  'sandbox exec': () => import('../sandbox/exec.ts'),
  'sandbox load': () => import('../sandbox/load.ts'),
  'sandbox scenarios': () => import('../sandbox/scenarios.ts'),
};
