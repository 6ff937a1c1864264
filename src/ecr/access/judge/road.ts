import type { FoundAccess, ImageName, Network, Station } from '../found.ts';
import type { Check } from '../value.ts';
import { destinationsOf } from './destinations.ts';
import type { Way } from './way.ts';
import { wayTo } from './ways.ts';

/** Whether there is a road from where tasks, or their instances, are to the registry. */
export function judgeRoad(found: FoundAccess, name: ImageName): Check[] {
  const { network, host } = found;
  if (network === undefined) return [nowhere(found)];
  if ('refused' in network) {
    const text = `the road is not known: the caller may not ${network.refused}`;
    return [
      { subject: 'road', light: 'unknown', text, next: `run this as somebody who may: ${network.refused}` },
    ];
  }
  const stations = network.value.stations.map((station) => judgeStation(found, network.value, station, name));
  return together(stations, host.kind === 'instances' ? 'from instances in' : 'from');
}

function nowhere({ host, subject }: FoundAccess): Check {
  if (host.refused !== undefined) {
    const text = `the road is not known: the caller may not ${host.refused}`;
    return { subject: 'road', light: 'unknown', text, next: `run this as somebody who may: ${host.refused}` };
  }
  if (host.kind === 'external' || host.kind === 'instances') {
    const why =
      host.kind === 'external' ? 'machines outside of AWS run them' : 'no instance is there to run them';
    const next = 'look again when an instance has joined the cluster: ecsctl capacity ls';
    return {
      ...{ subject: 'road', light: 'unknown', text: `the road is not known: ${why}` },
      ...(host.kind === 'instances' && { next }),
    };
  }
  return {
    subject: 'road',
    light: 'yellow',
    text: 'not looked at: a task definition does not say in which subnets its tasks are started',
    next: `ecsctl ecr access check ${subject} --subnet SUBNET --security-group GROUP`,
  };
}

interface Judged extends Omit<Check, 'subject'> {
  readonly subnet: string;
}

function judgeStation(found: FoundAccess, network: Network, station: Station, name: ImageName): Judged {
  const ways = destinationsOf(found, name).map((destination) => ({
    destination,
    way: wayTo(destination, station, network),
  }));
  const of = (light: Way['light']) => ways.filter(({ way }) => way.light === light);
  const worst = (['red', 'unknown', 'yellow'] as const).find((light) => of(light).length > 0) ?? 'green';
  const texts = [...new Set(of(worst).map(({ way }) => way.text))];
  const those = of(worst).map(({ destination }) => destination.name);
  const isHidden = of(worst).some(({ way }) => way.lacksAddress);
  const own = of(worst).find(({ way }) => way.next !== undefined)?.way.next;
  const next = isHidden ? giveAddress(found) : own;
  const verb = worst === 'green' ? 'reaches' : worst === 'red' ? 'does not reach' : 'may not reach';
  const text = `a pull ${verb} ${those.join(', ')}: ${texts.join('; ')}`;
  return {
    subnet: labelOf(network, station.subnet),
    light: worst,
    text,
    ...(next !== undefined && { next }),
  };
}

/** A service's network is set as a whole. */
function giveAddress({ host, subject, network }: FoundAccess): string | undefined {
  const [cluster, service] = subject.split('/');
  if (host.kind !== 'fargate' || service === undefined) {
    return 'start them with a public address, or lead the subnet to a NAT gateway: aws ec2 create-nat-gateway';
  }
  const stations = network && 'value' in network ? network.value.stations : [];
  const subnets = stations.map(({ subnet }) => subnet).join(',');
  const groups = stations[0]?.groups.join(',');
  const configuration = `subnets=[${subnets}],securityGroups=[${groups}],assignPublicIp=ENABLED`;
  return `aws ecs update-service --cluster ${cluster} --service ${service} --network-configuration 'awsvpcConfiguration={${configuration}}'`;
}

/** Subnets of which the same is to be said, in one sentence. */
function together(all: readonly Judged[], prefix: string): Check[] {
  const bySentence = new Map<string, Judged[]>();
  for (const one of all) bySentence.set(one.text, [...(bySentence.get(one.text) ?? []), one]);
  return [...bySentence.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { subnet: _, ...rest } = first;
    const names = [...new Set(same.map(({ subnet }) => subnet))].join(' and ');
    return [{ ...rest, subject: 'road' as const, text: `${prefix} ${names} ${first.text}` }];
  });
}

/** `prod-private-a (subnet-0123)` */
function labelOf({ subnets }: Network, id: string): string {
  const { Tags = [] } = subnets.find(({ SubnetId }) => SubnetId === id) ?? {};
  const { Value } = Tags.find(({ Key }) => Key === 'Name') ?? {};
  return Value ? `${Value} (${id})` : id;
}
