import { defineVerb } from '../verb/verb.ts';
import { writeDockerConfig } from './login/docker-config.ts';
import { readPassword } from './login/read-password.ts';
import { loginValue } from './login/value.ts';

export const verb = defineVerb({
  summary: 'a password for docker and others, good for twelve hours',
  description:
    'The password goes to stdout and nowhere else; the line that hands it to docker is shown beside it. With --docker-config it is ' +
    "written into docker's configuration, and not shown. ecsctl itself needs none of this.",
  arguments: {},
  flags: {
    dockerConfig: {
      kind: 'switch',
      help: "write it into docker's configuration ($DOCKER_CONFIG, or ~/.docker)",
    },
  },
  examples: [
    [
      'ecsctl ecr login | docker login --username AWS --password-stdin 123456789012.dkr.ecr.us-east-1.amazonaws.com',
      'log docker in',
    ],
    ['ecsctl ecr login --docker-config', 'the same where docker itself is not at hand'],
  ],
  iam: ['ecr:GetAuthorizationToken'],
  mutates: false,
  async run(context, { flags: { dockerConfig } }) {
    const login = await readPassword(context.aws);
    if (dockerConfig) {
      const file = writeDockerConfig(login, context.env);
      const value = loginValue(login, { file });
      return { value, text: () => `logged in to ${login.host} until ${login.expiresAt}, in ${file}` };
    }
    await context.terminal.say(`docker login --username AWS --password-stdin ${login.host}`);
    return { value: loginValue(login, { password: login.password }), text: () => login.password };
  },
});
