import type { NatGateway, RouteTable, SecurityGroup, Subnet, VpcEndpoint } from '@aws-sdk/client-ec2';
import type { ImageDetail, Repository } from '@aws-sdk/client-ecr';
import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { Role } from '@aws-sdk/client-iam';
import type { Told } from '../../aws/ask.ts';
import type { Right } from '../../iam-policy/right.ts';

/** Where tasks run, as far as that decides who pulls, and by which road. */
export interface Host {
  readonly kind: 'fargate' | 'instances' | 'external' | 'unsaid';
  /** CPU architectures as ECS writes them, `X86_64`, where instances have registered. */
  readonly architectures: readonly string[];
  /** Container instances there are. */
  readonly instances: number;
  /** The action that the caller would need to look at the instances. */
  readonly refused?: string;
}

export interface FoundAccess {
  readonly subject: string;
  readonly taskDefinition: TaskDefinition;
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  readonly host: Host;
  readonly roles: readonly FoundRole[];
  readonly images: readonly FoundImage[];
  /** Undefined where nothing says in which network tasks run. */
  readonly network: Told<Network> | undefined;
}

export interface FoundRole {
  readonly arn: string;
  readonly name: string;
  readonly purpose: 'execution' | 'instance';
  /** Undefined for a role that does not exist. */
  readonly role: Told<Role | undefined>;
  /** The right to a token, which is of no resource. */
  readonly token: Told<readonly Right[]>;
  /** ARN of a repository → the rights on it. */
  readonly rights: ReadonlyMap<string, Told<readonly Right[]>>;
}

/** An image as a task definition names it. */
export interface ImageName {
  readonly text: string;
  readonly containers: readonly string[];
  readonly registry: 'ecr' | 'ecr-public' | 'other';
  /** Another registry's login, where the task definition has one. */
  readonly credentials?: string;
  readonly account: string;
  readonly region: string;
  readonly repository: string;
  readonly repositoryArn: string;
  readonly tag?: string;
  readonly digest?: string;
}

export interface FoundImage {
  readonly name: ImageName;
  /** Absent of images that are not in ECR. */
  readonly stored?: StoredImage;
}

export interface StoredImage {
  /** Undefined for one that does not exist. */
  readonly repository: Told<Repository | undefined>;
  readonly policy: Told<string | undefined>;
  readonly image: Told<ImageDetail | undefined>;
  /** `linux/amd64`; undefined where the image does not say. */
  readonly platforms: Told<readonly string[] | undefined>;
}

/** Where the one stands who pulls. */
export interface Station {
  readonly subnet: string;
  readonly groups: readonly string[];
  readonly publicIp: boolean;
}

export interface Network {
  readonly stations: readonly Station[];
  /** Those of the stations, and of endpoints. */
  readonly subnets: readonly Subnet[];
  readonly tables: readonly RouteTable[];
  readonly nats: readonly NatGateway[];
  readonly endpoints: readonly VpcEndpoint[];
  readonly groups: readonly SecurityGroup[];
}
