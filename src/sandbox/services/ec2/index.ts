import type { Service } from '../../service.ts';
import { AssociateAddress, DisassociateAddress } from './address-associations.ts';
import { AllocateAddress, DescribeAddresses, ReleaseAddress } from './addresses.ts';
import { heedingDryRun } from './dry-run.ts';
import { DescribeInstanceTypes } from './instance-types-read.ts';
import { DescribeInstances } from './instances.ts';
import {
  AttachInternetGateway,
  CreateInternetGateway,
  DeleteInternetGateway,
  DescribeInternetGateways,
  DetachInternetGateway,
} from './internet-gateways.ts';
import {
  CreateLaunchTemplate,
  DeleteLaunchTemplate,
  DescribeLaunchTemplates,
  DescribeLaunchTemplateVersions,
} from './launch-templates.ts';
import { CreateNatGateway, DeleteNatGateway, DescribeNatGateways } from './nat-gateways.ts';
import {
  CreateNetworkInterface,
  DeleteNetworkInterface,
  DescribeNetworkInterfaces,
} from './network-interfaces.ts';
import { AssociateRouteTable, DisassociateRouteTable } from './route-table-associations.ts';
import { CreateRouteTable, DeleteRouteTable, DescribeRouteTables } from './route-tables.ts';
import { CreateRoute, DeleteRoute } from './routes.ts';
import { RevokeSecurityGroupEgress, RevokeSecurityGroupIngress } from './security-group-revocation.ts';
import {
  AuthorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress,
  DescribeSecurityGroupRules,
} from './security-group-rules.ts';
import { CreateSecurityGroup, DeleteSecurityGroup, DescribeSecurityGroups } from './security-groups.ts';
import { CreateSubnet, DeleteSubnet, DescribeSubnets } from './subnets.ts';
import { CreateTags, DeleteTags, DescribeTags } from './tags.ts';
import { DescribeVolumes } from './volumes.ts';
import { CreateVpcEndpoint, DeleteVpcEndpoints, DescribeVpcEndpoints } from './vpc-endpoints.ts';
import { CreateVpc, DeleteVpc, DescribeVpcs } from './vpcs.ts';
import { DescribeAvailabilityZones, DescribeRegions } from './zones.ts';

export const ec2: Service = {
  signingName: 'ec2',
  iamPrefix: 'ec2',
  sdk: () => import('@aws-sdk/client-ec2'),
  handlers: heedingDryRun({
    CreateVpc,
    DeleteVpc,
    DescribeVpcs,
    CreateSubnet,
    DeleteSubnet,
    DescribeSubnets,
    CreateSecurityGroup,
    DeleteSecurityGroup,
    DescribeSecurityGroups,
    AuthorizeSecurityGroupEgress,
    AuthorizeSecurityGroupIngress,
    DescribeSecurityGroupRules,
    RevokeSecurityGroupEgress,
    RevokeSecurityGroupIngress,
    CreateNetworkInterface,
    DeleteNetworkInterface,
    DescribeNetworkInterfaces,
    AllocateAddress,
    DescribeAddresses,
    ReleaseAddress,
    AssociateAddress,
    DisassociateAddress,
    CreateNatGateway,
    DeleteNatGateway,
    DescribeNatGateways,
    AttachInternetGateway,
    CreateInternetGateway,
    DeleteInternetGateway,
    DescribeInternetGateways,
    DetachInternetGateway,
    CreateRouteTable,
    DeleteRouteTable,
    DescribeRouteTables,
    AssociateRouteTable,
    DisassociateRouteTable,
    CreateRoute,
    DeleteRoute,
    CreateVpcEndpoint,
    DeleteVpcEndpoints,
    DescribeVpcEndpoints,
    CreateLaunchTemplate,
    DeleteLaunchTemplate,
    DescribeLaunchTemplates,
    DescribeLaunchTemplateVersions,
    DescribeInstances,
    DescribeInstanceTypes,
    DescribeVolumes,
    CreateTags,
    DeleteTags,
    DescribeTags,
    DescribeAvailabilityZones,
    DescribeRegions,
  }),
};
