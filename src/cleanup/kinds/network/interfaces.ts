import { EC2Client, type NetworkInterface, paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2';
import { collect } from '../../../aws/pages.ts';
import { oncePerSearch } from '../once-per-search.ts';

/** Every network interface of the region, by which it is told whether a group, a subnet or a VPC is used. */
export const interfacesIn = oncePerSearch(
  ({ aws }): Promise<NetworkInterface[]> =>
    collect(
      paginateDescribeNetworkInterfaces({ client: aws.client(EC2Client), pageSize: 1000 }, {}),
      ({ NetworkInterfaces }) => NetworkInterfaces,
    ),
);
