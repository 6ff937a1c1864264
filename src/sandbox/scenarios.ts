import { fields } from '../terminal/fields.ts';
import type { Screen } from '../terminal/screen.ts';
import { defineVerb } from '../verb/verb.ts';
import { scenarios } from './scenarios/index.ts';
import type { Scenario } from './scenarios/scenario.ts';

export const verb = defineVerb({
  summary: 'list the estates that a sandbox can begin with',
  arguments: {},
  flags: {},
  examples: [
    ['ecsctl sandbox scenarios', 'names, stories, and what to type first'],
    ['ecsctl sandbox start --scenario web', 'begin with one of them'],
  ],
  iam: [],
  mutates: false,
  async run() {
    const value = scenarios.map(({ name, story, begin }) => ({ name, story, begin }));
    return {
      value,
      text: (screen) =>
        screen.aligned
          ? value.map((one) => told(one, screen)).join('\n')
          : value.map(({ name, story, begin }) => [name, story, begin].join('\t')).join('\n'),
    };
  },
});

function told({ name, story, begin }: Pick<Scenario, 'name' | 'story' | 'begin'>, screen: Screen): string {
  const label = name.padEnd(Math.max(...scenarios.map((one) => one.name.length)));
  return fields(
    [
      { label, value: story },
      { label: ' '.repeat(label.length), value: begin, paint: (text) => screen.paint.accent(text) },
    ],
    screen,
  );
}
