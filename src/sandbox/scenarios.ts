import { table } from '../terminal/table.ts';
import { defineVerb } from '../verb/verb.ts';
import { scenarios } from './scenarios/index.ts';

export const verb = defineVerb({
  summary: 'list the estates that a sandbox can begin with',
  arguments: {},
  flags: {},
  examples: [
    ['ecsctl sandbox scenarios', 'names and stories'],
    ['ecsctl sandbox start --scenario web', 'begin with one of them'],
  ],
  iam: [],
  mutates: false,
  async run() {
    const value = scenarios.map(({ name, story }) => ({ name, story }));
    return {
      value,
      text: (screen) =>
        table(
          [
            { title: 'Name', value: ({ name }) => name },
            { title: 'Story', value: ({ story }) => story, shrink: 1 },
          ],
          value,
          screen,
        ),
    };
  },
});
