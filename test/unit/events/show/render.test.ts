import { expect, it } from 'vitest';
import { judgeRoad } from '../../../../src/events/show/judge/judge.ts';
import { renderRoad } from '../../../../src/events/show/render.ts';
import { plainPaint, type Screen } from '../../../../src/terminal/screen.ts';
import { textWidth } from '../../../../src/terminal/text-width.ts';
import { aRoad, aRole, aTrigger, trustOf } from './found-road.ts';

const screen: Screen = { width: 80, aligned: true, paint: plainPaint, now: new Date(0) };
const broken = aRoad(aTrigger({ isEnabled: false }), { cluster: { value: undefined } });

it('draws the road hop under hop, each under its sign', () => {
  const text = renderRoad(judgeRoad(aRoad()), screen);
  expect(text).toMatchInlineSnapshot(`
    "✓ thumbs leads to prod/thumbnail: nothing is in the way.

      ✓ source           bucket uploads tells EventBridge of its objects
      ↓
      ✓ pattern          source is "aws.s3"; detail-type is "Object Created";
                         detail.bucket.name is "uploads"; detail.object.key starts
                         with "in/"
      ↓
      ✓ rule             thumbs on bus default is enabled
      ↓
      ✓ role             ecsctl-thumbs-eu-west-1 trusts events.amazonaws.com for
                         this account
      ✓ role             ecsctl-thumbs-eu-west-1 may ecs:RunTask and iam:PassRole
      ↓
      ✓ target           a task in cluster prod, by FARGATE in 1 subnet
      ↓
      ✓ task definition  thumbnail, whose newest revision is run: now thumbnail:3
      ↓
      ✓ task             task role thumbnail-task may do what ecsctl-thumbs and
                         ReadUploads say
      ✓ task             it may s3:GetObject on objects of bucket uploads
      ✓ dead letters     queue ecsctl-thumbs-dead-letters, whose policy lets
                         events.amazonaws.com send"
  `);
});

it('has no line wider than the screen but the commands, which are there to be copied', () => {
  const lines = renderRoad(judgeRoad(broken), screen).split('\n');
  expect(lines.filter((line) => textWidth(line) > 80 && !line.includes('→'))).toEqual([]);
  expect(lines.filter((line) => line.includes('→'))).not.toEqual([]);
});

it('forks where a rule has several targets', () => {
  const found = aRoad();
  const [first] = found.targets;
  if (!first) throw new Error('no target');
  const role = aRole('other', trustOf('lambda.amazonaws.com'), []);
  const other = { ...first, role, target: { ...first.target, id: 'other' } };
  const text = renderRoad(judgeRoad({ ...found, targets: [first, other] }), screen);
  expect(text).toContain('prod/thumbnail  target ecsctl\n');
  expect(text).toContain('prod/thumbnail  target other\n');
});

it('is a check a line in a pipe', () => {
  const value = judgeRoad(broken);
  const rows = renderRoad(value, { ...screen, aligned: false }).split('\n');
  expect(rows).toHaveLength(value.checks.length + value.targets.flatMap(({ checks }) => checks).length);
  expect(rows).toContain(
    '\trule\tred\tthumbs on bus default is disabled, so that nothing happens\tecsctl events enable thumbs',
  );
});
