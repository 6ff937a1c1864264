import { mustMatch } from '../matches.ts';
import { changes } from '../room.ts';
import { casesOf } from './case.ts';
import { makeQueue, ownName, targetsOf } from './events-estate.ts';

const writes = ['PutRule', 'PutTargets'];

export const stopCases = casesOf('events on-stop', {
  async 'tells a queue of failures of a service, whose policy keeps what it said'(room) {
    const name = ownName(room);
    const queue = await makeQueue(room);
    const of = ['--queue-url', queue.url];
    const theirs = { Sid: 'theirs', Effect: 'Allow', Principal: { AWS: '123456789012' }, Resource: '*' };
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ ...theirs, Action: 'sqs:SendMessage' }],
    });
    await room.aws('sqs', 'set-queue-attributes', ...of, '--attributes', JSON.stringify({ Policy }));
    const argv = ['events', 'on-stop', name, '--service', room.service, '--notify', `sqs:${queue.name}`];
    await changes(room, argv, [...writes, 'SetQueueAttributes']);
    const { Attributes } = await room.aws<{ Attributes: { Policy: string } }>(
      ...['sqs', 'get-queue-attributes', ...of, '--attribute-names', 'Policy'],
    );
    const ours = { Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage' };
    mustMatch(JSON.parse(Attributes.Policy), { Statement: [{ Sid: 'theirs' }, ours] }, 'policy');
    const target = { Arn: new RegExp(`:${queue.name}$`), InputTransformer: undefined };
    mustMatch(await targetsOf(room, name), [target], 'targets');
    const rule = await room.aws('events', 'describe-rule', '--name', name);
    mustMatch(rule, { EventPattern: new RegExp(`service:${name}"`) }, 'rule');
  },

  async 'tells a topic in words, and is refused one that is not there'(room) {
    const name = ownName(room);
    const topic = `alerts-${name}`;
    const { TopicArn } = await room.aws<{ TopicArn: string }>('sns', 'create-topic', '--name', topic);
    const argv = ['events', 'on-stop', name, '--cluster', 'lab', '--all', '--notify'];
    await changes(room, [...argv, `sns:${topic}`], [...writes, 'SetTopicAttributes']);
    const { Attributes } = await room.aws<{ Attributes: { Policy: string } }>(
      ...['sns', 'get-topic-attributes', '--topic-arn', TopicArn],
    );
    mustMatch(Attributes.Policy, /"events\.amazonaws\.com".*sns:Publish/s, 'policy');
    const target = { Arn: TopicArn, InputTransformer: { InputTemplate: /^"A task .* in cluster / } };
    mustMatch(await targetsOf(room, name), [target], 'targets');
    const { stderr } = await room.ecsctl([...argv, `sns:${topic}x`], 1);
    mustMatch(stderr, new RegExp(`no topic .*did you mean ${topic}`, 's'), 'message');
  },
});
