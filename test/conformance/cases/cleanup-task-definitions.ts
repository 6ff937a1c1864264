import { mustMatch } from '../matches.ts';
import { changes, type Room } from '../room.ts';
import { casesOf } from './case.ts';

/** A region without services: moto does not know their deployments, which are asked for what a rollback would need. */
const elsewhere = ['--region', 'eu-west-1'];

/** Registers three revisions of a family that is named after the case's service. */
async function makeFamily({ aws, service }: Room, region: readonly string[] = []): Promise<string> {
  const family = `${service.slice(service.indexOf('/') + 1)}-family`;
  const container = { name: 'app', image: 'nginx', portMappings: [{ containerPort: 80 }] };
  for (const cpu of ['256', '512', '1024']) {
    await aws(
      ...['ecs', 'register-task-definition', '--family', family, '--cpu', cpu, '--memory', '2048'],
      ...['--network-mode', 'awsvpc', '--requires-compatibilities', 'FARGATE'],
      ...['--container-definitions', JSON.stringify([container]), ...region],
    );
  }
  return family;
}

/** The family's revisions that are there, by number and state. */
async function revisionsOf(
  { aws }: Room,
  family: string,
  region: readonly string[] = [],
): Promise<Record<'ACTIVE' | 'INACTIVE', string[]>> {
  const list = async (status: string) => {
    const of = ['--family-prefix', family, '--status', status, '--query', 'taskDefinitionArns'];
    const arns = await aws<string[]>('ecs', 'list-task-definitions', ...of, ...region);
    return arns.map((arn) => arn.slice(arn.lastIndexOf(':') + 1)).sort();
  };
  return { ACTIVE: await list('ACTIVE'), INACTIVE: await list('INACTIVE') };
}

const what = 'revisions';

export const taskDefinitionCases = casesOf('cleanup', {
  async 'deregisters the revisions that nothing uses, and deletes them for good'(room) {
    const family = await makeFamily(room, elsewhere);
    const argv = ['cleanup', '--task-definitions', '--family', family, ...elsewhere];
    await changes(room, argv, ['DeregisterTaskDefinition', 'DeregisterTaskDefinition']);
    mustMatch(await revisionsOf(room, family, elsewhere), { ACTIVE: ['3'], INACTIVE: ['1', '2'] }, what);
    await changes(room, [...argv, '--delete'], ['DeleteTaskDefinitions']);
    mustMatch(await revisionsOf(room, family, elsewhere), { ACTIVE: ['3'], INACTIVE: [] }, what);
    await changes(room, [...argv, '--keep', '0'], ['DeregisterTaskDefinition']);
    mustMatch(await revisionsOf(room, family, elsewhere), { ACTIVE: [], INACTIVE: ['3'] }, what);
  },

  async 'keeps the revision that a service runs'(room) {
    const family = await makeFamily(room);
    const [cluster = '', service = ''] = room.service.split('/');
    await room.aws(
      ...['ecs', 'update-service', '--cluster', cluster, '--service', service],
      ...['--task-definition', `${family}:1`],
    );
    const argv = ['cleanup', '--task-definitions', '--family', family];
    await changes(room, argv, ['DeregisterTaskDefinition']);
    mustMatch(await revisionsOf(room, family), { ACTIVE: ['1', '3'], INACTIVE: ['2'] }, what);
  },
});
