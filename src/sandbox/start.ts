import { defineVerb } from '../verb/verb.ts';
import { sandboxFlags } from './flags.ts';
import { openSandbox } from './open-sandbox.ts';
import { practiceEnvironment } from './practice-environment.ts';

/** The port that is taken where none is named, so that a second terminal can be set up once and for all. */
const usualPort = 4570;

export const verb = defineVerb({
  summary: 'start a local AWS to practise on',
  description:
    'Answers on 127.0.0.1 until Ctrl-C and prints the environment that leads any AWS client to it. Nothing is kept ' +
    'when it ends. It is a practice range: what it does not play it says.',
  arguments: {},
  flags: sandboxFlags,
  examples: [
    ['ecsctl sandbox start', 'the estate "web"; set what it prints in a second terminal'],
    [
      'ecsctl sandbox start --speed 60 --faults throttle=0.3',
      'an hour passes each minute, and AWS throttles',
    ],
  ],
  iam: [],
  mutates: false,
  async run({ signal }, { flags }) {
    const sandbox = await openSandbox({ ...flags, port: flags.port ?? usualPort });
    const { name, story, begin } = sandbox.scenario;
    const environment = practiceEnvironment(sandbox.url);
    return {
      value: { url: sandbox.url, scenario: name, environment },
      text: ({ paint }) =>
        [
          ...Object.entries(environment).map(([name, value]) => `export ${name}=${value}`),
          paint.faint(`# "${name}": ${story}`),
          paint.faint(`# Try: ${begin}`),
        ].join('\n'),
      lasts: async () => {
        if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
        await sandbox.close();
      },
    };
  },
});
