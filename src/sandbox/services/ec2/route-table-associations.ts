import type {
  AssociateRouteTableCommandInput,
  AssociateRouteTableCommandOutput,
  DisassociateRouteTableCommandInput,
  DisassociateRouteTableCommandOutput,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { find, invalidValue, kinds, newId } from './kinds.ts';

/** Makes a subnet use a table in place of the VPC's main one. Throws Resource.AlreadyAssociated. */
export function AssociateRouteTable(
  input: AssociateRouteTableCommandInput,
  { region }: Call,
): Answer<AssociateRouteTableCommandOutput> {
  const table = find(region.ec2.routeTables, kinds.routeTable, input.RouteTableId);
  const { SubnetId, VpcId } = find(region.ec2.subnets, kinds.subnet, input.SubnetId);
  const { RouteTableId } = table;
  if (VpcId !== table.VpcId) {
    throw invalidValue(`Route table ${RouteTableId} and subnet ${SubnetId} belong to different networks`);
  }
  const tables = [...region.ec2.routeTables.values()];
  const known = tables.flatMap(({ Associations }) => Associations).find((one) => one.SubnetId === SubnetId);
  const AssociationState = { State: 'associated' as const };
  if (known && known.RouteTableId !== RouteTableId) {
    const message = `the specified association for route table ${RouteTableId} conflicts with an existing association`;
    throw new AwsError('Resource.AlreadyAssociated', message);
  }
  if (known) return { AssociationId: known.RouteTableAssociationId, AssociationState };
  const AssociationId = newId(region, { prefix: 'rtbassoc' });
  table.Associations.push({
    ...{ Main: false, RouteTableAssociationId: AssociationId, RouteTableId, SubnetId, AssociationState },
  });
  return { AssociationId, AssociationState };
}

export function DisassociateRouteTable(
  { AssociationId: id = '' }: DisassociateRouteTableCommandInput,
  { region }: Call,
): Answer<DisassociateRouteTableCommandOutput> {
  for (const table of region.ec2.routeTables.values()) {
    const association = table.Associations.find(
      ({ RouteTableAssociationId }) => RouteTableAssociationId === id,
    );
    if (!association) continue;
    if (association.Main) throw invalidValue(`cannot disassociate the main route table association ${id}`);
    table.Associations = table.Associations.filter((other) => other !== association);
    return {};
  }
  throw new AwsError('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`);
}
