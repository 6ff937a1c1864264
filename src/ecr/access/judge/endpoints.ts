import type { RouteTable, VpcEndpoint } from '@aws-sdk/client-ec2';
import type { KnownKeys } from '../../../iam-policy/conditions.ts';
import { readPolicy } from '../../../iam-policy/document.ts';
import { evaluate, meansRole } from '../../../iam-policy/evaluate.ts';
import type { Network, Station } from '../found.ts';
import type { Destination } from './destinations.ts';
import { enters, leaves, leavesTo, type Passage } from './egress.ts';
import type { Way } from './way.ts';

/** The way through an endpoint: out of the one's groups, into the other's, and past its policy. */
export function throughEndpoint(
  endpoint: VpcEndpoint,
  destination: Destination,
  station: Station,
  network: Network,
  table: RouteTable | undefined,
): Way {
  const id = endpoint.VpcEndpointId ?? '';
  const groups = (endpoint.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []);
  const isGateway = endpoint.VpcEndpointType === 'Gateway';
  const out = leaves(station, network, {
    groups,
    ranges: isGateway ? ['0.0.0.0/0'] : rangesOf(network, endpoint.SubnetIds ?? []),
    prefixLists: (table?.Routes ?? []).flatMap(({ GatewayId, DestinationPrefixListId }) =>
      GatewayId === id ? (DestinationPrefixListId ?? []) : [],
    ),
  });
  if (out !== 'yes') {
    const text = `its security groups (${station.groups.join(', ')}) let no HTTPS out to the endpoint ${id}`;
    return { ...blocked(out, text), next: leavesTo(station) };
  }
  const peers = { groups: station.groups, ranges: rangesOf(network, [station.subnet]), prefixLists: [] };
  const into = isGateway ? 'yes' : enters(groups, network, peers);
  if (into !== 'yes') {
    const text = `the security groups (${groups.join(', ')}) of the endpoint ${id} let no HTTPS in from it`;
    const next = `aws ec2 authorize-security-group-ingress --group-id ${groups[0]} --protocol tcp --port 443 --source-group ${station.groups[0]}`;
    return { ...blocked(into, text), next };
  }
  return pastPolicy(endpoint, destination);
}

function blocked(passage: Passage, text: string): Way {
  return { light: passage === 'no' ? 'red' : 'unknown', text: passage === 'no' ? text : `perhaps ${text}` };
}

function rangesOf({ subnets }: Network, ids: readonly string[]): string[] {
  return subnets.flatMap(({ SubnetId = '', CidrBlock = '' }) => (ids.includes(SubnetId) ? [CidrBlock] : []));
}

/** Where no role asks, a policy has to speak of everybody. */
function pastPolicy(
  { VpcEndpointId: id = '', PolicyDocument }: VpcEndpoint,
  { asks, roles }: Destination,
): Way {
  const through: Way = { light: 'green', text: `through the endpoint ${id}` };
  if (!PolicyDocument) return through;
  const see = `aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ${id} --query 'VpcEndpoints[].PolicyDocument'`;
  const statements = readPolicy(PolicyDocument)?.Statement ?? [];
  const verdicts = asks.flatMap(({ action, resource }) =>
    (roles.length > 0 ? roles : ['']).map((role) => {
      const account = role.split(':')[4] ?? '';
      const keys: KnownKeys =
        role === '' ? {} : { 'aws:principalarn': role, 'aws:principalaccount': account };
      const request = { action, resource, isMeant: meansRole(role, account), keys };
      return { action, ...evaluate(statements, request) };
    }),
  );
  const refused = verdicts.filter(({ decision }) => decision === 'denied' || decision === 'silent');
  if (refused.length > 0) {
    const actions = [...new Set(refused.map(({ action }) => action))].join(', ');
    return {
      light: 'red',
      text: `the policy of the endpoint ${id} does not let ${actions} through`,
      next: see,
    };
  }
  const open = [...new Set(verdicts.flatMap(({ unknown }) => unknown))];
  if (open.length === 0) return through;
  const text = `what the policy of the endpoint ${id} lets through hangs on ${open.join(' and ')}, which is not judged`;
  return { light: 'unknown', text, next: see };
}
