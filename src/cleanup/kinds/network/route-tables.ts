import { EC2Client, paginateDescribeRouteTables, type RouteTable } from '@aws-sdk/client-ec2';
import { collect } from '../../../aws/pages.ts';
import { oncePerSearch } from '../once-per-search.ts';

/** Every route table of the region; EC2 gives at most a hundred a page. */
export const routeTablesIn = oncePerSearch(
  ({ aws }): Promise<RouteTable[]> =>
    collect(
      paginateDescribeRouteTables({ client: aws.client(EC2Client), pageSize: 100 }, {}),
      ({ RouteTables }) => RouteTables,
    ),
);
