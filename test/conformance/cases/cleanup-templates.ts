const vpc = { Vpc: { Type: 'String' } };

/** A template of a small estate that has a name, as a load balancer's service in one VPC would need it. */
export function labTemplate(name: string): object {
  return {
    Parameters: { ...vpc, Subnets: { Type: 'CommaDelimitedList' } },
    Resources: {
      Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: `/lab/${name}` } },
      Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: `${name}-files` } },
      Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: name } },
      App: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: {
          ...{ Family: `${name}-app`, Cpu: '256', Memory: '512', NetworkMode: 'awsvpc' },
          RequiresCompatibilities: ['FARGATE'],
          ContainerDefinitions: [{ Name: 'app', Image: 'public.ecr.aws/nginx/nginx:1.27' }],
        },
      },
      Front: securityGroup(name),
      ...balancing(name),
    },
  };
}

/** A template whose stack leaves its security group behind. */
export function leavingTemplate(name: string): object {
  return {
    Parameters: vpc,
    Resources: {
      Front: { ...securityGroup(name), DeletionPolicy: 'Retain' },
      Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: `/lab/${name}` } },
    },
  };
}

function securityGroup(name: string): object {
  return {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { GroupName: name, GroupDescription: 'in front', VpcId: { Ref: 'Vpc' } },
  };
}

function balancing(name: string): object {
  return {
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: { Name: name, Subnets: { Ref: 'Subnets' }, SecurityGroups: [{ Ref: 'Front' }] },
    },
    Targets: {
      Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      Properties: { Name: name, VpcId: { Ref: 'Vpc' }, Protocol: 'HTTP', Port: 80, TargetType: 'ip' },
    },
    Listener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        ...{ LoadBalancerArn: { Ref: 'Balancer' }, Protocol: 'HTTP', Port: 80 },
        DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }],
      },
    },
  };
}
