import { beforeEach, describe, expect, it } from 'vitest';
import { planUpload } from '../../../../src/events/on-upload/plan-upload.ts';
import { readUploads } from '../../../../src/events/on-upload/read.ts';
import { uploadTransformer } from '../../../../src/events/on-upload/transformer.ts';
import { readRule } from '../../../../src/events/rule/found-rule.ts';
import { keptOverrides } from '../../../../src/events/target/kept-overrides.ts';
import type { WantedTarget } from '../../../../src/events/target/wanted.ts';
import type { Plan } from '../../../../src/plan/plan.ts';
import { DisableRule } from '../../../../src/sandbox/services/events/rules.ts';
import { carryEvents, makeJobs } from '../../../support/events-estate.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

let practice: PracticeWorld;
let aws: SandboxAws;

beforeEach(() => {
  practice = new PracticeWorld();
  makeJobs(practice.call);
  aws = new SandboxAws(practice.world, 'us-east-1');
});

async function plan(some: Partial<WantedTarget>): Promise<Plan> {
  const target = {
    ...{ cluster: 'prod', taskDefinition: { family: 'pair' }, environment: [], subnets: ['subnet-1'] },
    ...{ hasPublicIp: false, propagatesTags: false },
    ...some,
  };
  const wanted = { name: 'import', objects: { bucket: 'acme-uploads', hasPlainKeys: false }, target };
  return planUpload(wanted, await readUploads(aws, wanted));
}

const carry = async (some: Partial<WantedTarget>) => carryEvents(await plan(some), aws);

async function keptNow() {
  const { targets = [] } = (await readRule(aws, 'import')) ?? {};
  return keptOverrides(targets[0]?.InputTransformer?.InputTemplate);
}

const fast = [{ name: 'MODE', value: 'fast "1" \\ 한글' }];
const slow = [{ name: 'SPEED', value: 'slow' }];

describe('of a task for uploads that is there', () => {
  it.each<[named: string, some: Partial<WantedTarget>, kept: ReturnType<typeof keptOverrides>]>([
    ['nothing', {}, { container: 'two', environment: fast }],
    ['how many', { count: 2 }, { container: 'two', environment: fast }],
    ['the container', { container: 'one' }, { container: 'one', environment: fast }],
    ['variables', { environment: slow }, { container: 'two', environment: slow }],
    [
      'a task definition without the container',
      { taskDefinition: { family: 'fargate' } },
      { container: 'app', environment: fast },
    ],
  ])('where %s is named, the rest stays', async (_, some, kept) => {
    await carry({ container: 'two', environment: fast });
    await carry(some);
    expect(await keptNow()).toEqual(kept);
  });

  it('it is told that the rule is disabled', async () => {
    await carry({ container: 'two' });
    DisableRule({ Name: 'import' }, practice.call);
    expect((await plan({ count: 2 })).warnings).toContain(
      'rule import is disabled: ecsctl events enable import',
    );
  });
});

describe('a template', () => {
  it.each([
    ['of no overrides', 'object <key> was put', { environment: [] }],
    ['of a list', '[<key>]', { environment: [] }],
    ['of no container', '{"containerOverrides":[]}', { environment: [] }],
    ['of a container without a name', '{"containerOverrides":[{"command":["a"]}]}', { environment: [] }],
    [
      'with variables of others',
      '{"containerOverrides":[{"name":"app","environment":[{"name":"SIZE","value":<size>},' +
        '{"name":"URL","value":"s3://<bucket>/<key>"},{"name":"N","value":7},{"name":"A","value":"1"}]}]}',
      { container: 'app', environment: [{ name: 'A', value: '1' }] },
    ],
  ])('%s has of it what is constant', (_, InputTemplate, kept) => {
    expect(keptOverrides(InputTemplate)).toEqual(kept);
  });

  it('of ecsctl says again what it was made of', () => {
    const { InputTemplate } = uploadTransformer('app', fast);
    expect(keptOverrides(InputTemplate)).toEqual({ container: 'app', environment: fast });
    expect(keptOverrides(undefined)).toEqual({ environment: [] });
  });
});
