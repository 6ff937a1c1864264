import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterName } from '../../../src/ecs/cluster-name.ts';
import { parseServiceName } from '../../../src/ecs/service-name.ts';
import { refusedFor } from '../../support/refused.ts';

const web = { cluster: 'prod', service: 'web' };

describe('the name of a service', () => {
  it.each([
    ['prod/web', undefined],
    ['web', 'prod'],
    ['prod/web', 'prod'],
    ['arn:aws:ecs:eu-west-1:123456789012:service/prod/web', undefined],
    ['arn:aws-cn:ecs:cn-north-1:123456789012:service/prod/web', undefined],
    ['arn:aws:ecs:eu-west-1:123456789012:service/web', 'prod'],
    ['web', 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod'],
  ])('is read from %s beside --cluster %s', (text, cluster) => {
    expect(parseServiceName(text, cluster)).toEqual(web);
  });

  it.each([
    ['web', undefined, 'which cluster'],
    ['prod/web/3', undefined, 'prod/web/3'],
    ['prod/', undefined, 'prod/'],
    ['/web', undefined, '/web'],
    ['서비스/웹', undefined, '서비스/웹'],
    ['prod/web', 'staging', 'two clusters'],
    ['arn:aws:ecs:eu-west-1:123456789012:cluster/prod', undefined, 'cluster/prod'],
    ['arn:aws:sqs:eu-west-1:123456789012:web', undefined, 'sqs'],
    ['web', 'pro d', 'pro d'],
  ])('is refused for %s beside --cluster %s', (text, cluster, naming) => {
    refusedFor('usage', naming, () => parseServiceName(text, cluster));
  });

  it('is either read or refused as wrong usage, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.option(fc.string(), { nil: undefined }),
        (text, cluster) => {
          try {
            const { service } = parseServiceName(text, cluster);
            expect(text.endsWith(service)).toBe(true);
          } catch (error) {
            expect(error).toMatchObject({ kind: 'usage' });
          }
        },
      ),
    );
  });
});

describe('the name of a cluster', () => {
  it('is taken out of its ARN', () => {
    expect(clusterName('arn:aws:ecs:eu-west-1:123456789012:cluster/prod')).toBe('prod');
  });
});
