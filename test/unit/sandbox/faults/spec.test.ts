import { describe, expect, test } from 'vitest';
import { type FaultSpec, parseFaults } from '../../../../src/sandbox/faults/spec.ts';

const everywhere: FaultSpec = {
  kind: '5xx',
  probability: 1,
  delayMilliseconds: 0,
  service: undefined,
  operation: undefined,
  limit: Number.POSITIVE_INFINITY,
};

describe('parseFaults', () => {
  test.each<[string, Partial<FaultSpec>]>([
    ['throttle', { kind: 'throttle', probability: undefined }],
    ['throttle@ecs', { kind: 'throttle', probability: undefined, service: 'ecs' }],
    ['throttle=0.3', { kind: 'throttle', probability: 0.3 }],
    ['throttle=.3@sqs', { kind: 'throttle', probability: 0.3, service: 'sqs' }],
    ['5xx', {}],
    ['5xx=0.1', { probability: 0.1 }],
    ['5xxx3', { limit: 3 }],
    ['5xx=0.5 x2', { probability: 0.5, limit: 2 }],
    ['5xx@ecs:UpdateService x2', { service: 'ecs', operation: 'UpdateService', limit: 2 }],
    ['5xx@ecs:UpdateServicex12', { service: 'ecs', operation: 'UpdateService', limit: 12 }],
    ['5xx@application-autoscaling:Describe*', { service: 'application-autoscaling', operation: 'Describe*' }],
    ['reset=0.05', { kind: 'reset', probability: 0.05 }],
    ['lost@ecs', { kind: 'lost', service: 'ecs' }],
    ['slow=800ms', { kind: 'slow', delayMilliseconds: 800 }],
    ['slow=1.5s@ecs', { kind: 'slow', delayMilliseconds: 1500, service: 'ecs' }],
  ])('reads %s', (text, expected) => {
    expect(parseFaults(text)).toEqual({ specs: [{ ...everywhere, ...expected }], seed: 1 });
  });

  test('reads several, and the seed wherever it stands', () => {
    const plan = parseFaults('throttle, seed=42 ,slow=20ms');
    expect(plan.seed).toBe(42);
    expect(plan.specs.map((spec) => spec.kind)).toEqual(['throttle', 'slow']);
  });

  test.each([
    '',
    'throttle,',
    'throtle',
    'throttle=2',
    'throttle=-0.1',
    'throttle=50%',
    '5xx=often',
    'throttle=0.3@ECS',
    '5xx x0',
    '5xx@',
    '5xx@ecs:',
    '500',
    'slow',
    'slow=fast',
    'slow=800',
    'seed=x',
    'seed=',
    'seed=-1',
    'throttle@sqs',
  ])('refuses "%s", naming it', (text) => {
    const refused = text.split(',').find((part) => part !== 'throttle') ?? text;
    expect(() => parseFaults(text)).toThrow(
      expect.objectContaining({
        kind: 'usage',
        message: expect.stringContaining(`'${refused}'`),
        hint: expect.stringMatching(/./),
      }),
    );
  });
});
