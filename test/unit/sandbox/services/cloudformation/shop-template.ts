/** A shop as people write it: a network, a load balancer, a service that scales, and what belongs to it. */
export const shopTemplate = `
AWSTemplateFormatVersion: '2010-09-09'
Description: A shop on Fargate
Parameters:
  Environment: { Type: String, Default: dev, AllowedValues: [dev, prod] }
  Zones: { Type: CommaDelimitedList, Default: 'us-east-1a, us-east-1b' }
  Secret: { Type: String, Default: hush, NoEcho: true }
Mappings:
  Sizes:
    dev: { Cpu: '256' }
    prod: { Cpu: '1024' }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: !Select [0, !Ref Zones] }
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select ['1', !Ref Zones] }
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }
  Routes:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  Outward:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties: { RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }
  RoutesOfA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { RouteTableId: !Ref Routes, SubnetId: !Ref SubnetA }
  Address:
    Type: AWS::EC2::EIP
    DependsOn: Attachment
  Nat:
    Type: AWS::EC2::NatGateway
    Properties: { SubnetId: !Ref SubnetA, AllocationId: !GetAtt Address.AllocationId }
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: From everywhere
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 80, ToPort: '80', CidrIp: 0.0.0.0/0 }]
  Inner:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: From the load balancer, VpcId: !GetAtt Vpc.VpcId }
  Inward:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt Inner.GroupId
      IpProtocol: tcp
      FromPort: 8080
      ToPort: 8080
      SourceSecurityGroupId: !Ref Open
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Subnets: [!Ref SubnetA, !Ref SubnetB], SecurityGroups: [!Ref Open] }
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { Port: 80, Protocol: HTTP, TargetType: ip, VpcId: !Ref Vpc, HealthyThresholdCount: '2' }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }]
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterName: !Sub '\${AWS::StackName}-\${Environment}'
      Tags: [{ Key: team, Value: shop }]
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] }
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: !Join ['-', [!Ref AWS::StackName, task]]
      Cpu: !FindInMap [Sizes, !Ref Environment, Cpu]
      Memory: 512
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Role.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub
            - '\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.\${AWS::URLSuffix}/\${Name}:\${!Literal}'
            - { Name: !Ref Environment }
          PortMappings: [{ ContainerPort: '8080' }]
          DockerLabels: { Owner: shop }
  Service:
    Type: AWS::ECS::Service
    DependsOn: [Listener]
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: '2'
      LoadBalancers: [{ ContainerName: app, ContainerPort: 8080, TargetGroupArn: !Ref Group }]
      NetworkConfiguration:
        AwsvpcConfiguration: { Subnets: [!Ref SubnetA], SecurityGroups: [!Ref Inner] }
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: !Sub 'service/\${Cluster}/\${Service.Name}'
      MinCapacity: 1
      MaxCapacity: '4'
  Policy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: cpu
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Scaling
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: '60'
        PredefinedMetricSpecification: { PredefinedMetricType: ECSServiceAverageCPUUtilization }
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: !If [IsProd, 120, 30]
      QueueName: !If [IsProd, shop-jobs, !Ref AWS::NoValue]
  Files:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
  OnlyProd:
    Type: AWS::SQS::Queue
    Condition: IsProd
Outputs:
  Url:
    Description: Where it is
    Value: !Join ['', ['http://', !GetAtt Balancer.DNSName]]
    Export: { Name: !Sub '\${AWS::StackName}-url' }
  QueueName:
    Value: !Select [1, !Split [':', !Sub 'a:\${Jobs.QueueName}']]
  Only:
    Condition: IsProd
    Value: !Ref OnlyProd
`;
