import { describe, expect, it } from 'vitest';
import { TestEventPattern } from '../../../../../src/sandbox/services/events/test-event-pattern.ts';
import { refusal } from '../../world/practice-world.ts';

const event = {
  id: '1',
  account: '123456789012',
  source: 'aws.ecs',
  time: '2026-03-04T09:00:00Z',
  region: 'us-east-1',
  'detail-type': 'ECS Task State Change',
};

function tested(pattern: object, sample: unknown = event) {
  return TestEventPattern({ EventPattern: JSON.stringify(pattern), Event: JSON.stringify(sample) });
}

describe('a test of a pattern', () => {
  it('says whether the event matches', () => {
    expect(tested({ source: ['aws.ecs'] })).toEqual({ Result: true });
    expect(tested({ source: ['aws.s3'] })).toEqual({ Result: false });
  });

  it.each(Object.keys(event))('wants an event with %s', (name) => {
    const { [name as keyof typeof event]: _, ...rest } = event;
    expect(refusal(() => tested({ source: ['aws.ecs'] }, rest))).toBe(
      'ValidationException: Parameter Event is not valid.',
    );
  });

  it.each([['a text'], [[event]], [null]])('wants no event that is %j', (sample) => {
    expect(refusal(() => tested({ source: ['aws.ecs'] }, sample))).toBe(
      'ValidationException: Parameter Event is not valid.',
    );
  });

  it('wants an event that is JSON', () => {
    const input = { EventPattern: '{"source":["aws.ecs"]}', Event: '{"id":' };
    expect(refusal(() => TestEventPattern(input))).toBe('ValidationException: Parameter Event is not valid.');
  });

  it('refuses what is no pattern', () => {
    expect(refusal(() => tested({ source: 'aws.ecs' }))).toBe(
      'InvalidEventPatternException: Event pattern is not valid. Reason: "source" must be an object or an array',
    );
  });
});
