import type { FoundAccess, ImageName } from '../found.ts';

/** A service that a pull speaks with, and what it asks of it. */
export interface Destination {
  /** As in a sentence. */
  readonly name: string;
  /** How the name of an endpoint's service ends; none has that of another region or registry. */
  readonly service?: 'ecr.api' | 'ecr.dkr' | 's3';
  readonly region: string;
  /** Those in whose name it is asked. */
  readonly roles: readonly string[];
  /** What the policy of an endpoint has to let through. */
  readonly asks: readonly { readonly action: string; readonly resource: string }[];
}

/**
 * The registry's API gives the token, its Docker side the manifests, and S3 the layers.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export function destinationsOf(found: FoundAccess, name: ImageName): Destination[] {
  const roles = found.roles.map(({ arn }) => arn);
  const common = { roles, region: found.region };
  if (name.registry !== 'ecr') return [{ name: 'the registry', asks: [], ...common }];
  const { partition, region } = found;
  const isHere = name.region === region;
  const of = (service: NonNullable<Destination['service']>, text: string, asks: Destination['asks']) => ({
    ...{ name: isHere ? text : `${text} of ${name.region}`, asks, ...common },
    ...(isHere && { service }),
  });
  const pull = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
  const layers = `arn:${partition}:s3:::prod-${name.region}-starport-layer-bucket/layer`;
  return [
    of('ecr.api', "ECR's API", [{ action: 'ecr:GetAuthorizationToken', resource: '*' }]),
    of(
      'ecr.dkr',
      'the registry',
      pull.map((action) => ({ action, resource: name.repositoryArn })),
    ),
    // Their addresses are signed by ECR, so that it is not the role who asks.
    { ...of('s3', 'the layers in S3', [{ action: 's3:GetObject', resource: layers }]), roles: [] },
  ];
}
