import * as cdk from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { autoscalerStatements, processorStatements } from './policies';

export interface PaymentEksStackProps extends cdk.StackProps {
  readonly environmentSuffix: string;
  readonly vpc: ec2.IVpc;
}

export class PaymentEksStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: PaymentEksStackProps) {
    super(scope, id, props);

    const { environmentSuffix, vpc } = props;

    const secretsKey = new kms.Key(this, 'SecretsKey', {
      alias: `payment-eks-${environmentSuffix}`,
      enableKeyRotation: true,
      removalPolicy: cdk.RemovalPolicy.DESTROY,
    });

    const clusterRole = new iam.Role(this, 'ClusterRole', {
      assumedBy: new iam.ServicePrincipal('eks.amazonaws.com'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonEKSClusterPolicy')],
    });

    new logs.LogGroup(this, 'ClusterLogs', {
      logGroupName: `/aws/eks/payment-cluster-${environmentSuffix}/cluster`,
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: cdk.RemovalPolicy.DESTROY,
    });

    const cluster = new eks.Cluster(this, 'PaymentEksCluster', {
      clusterName: `payment-cluster-${environmentSuffix}`,
      version: eks.KubernetesVersion.V1_28,
      vpc: vpc,
      vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }],
      role: clusterRole,
      defaultCapacity: 0,
      endpointAccess: eks.EndpointAccess.PRIVATE,
      secretsEncryptionKey: secretsKey,
      clusterLogging: [
        eks.ClusterLoggingTypes.API,
        eks.ClusterLoggingTypes.AUDIT,
        eks.ClusterLoggingTypes.AUTHENTICATOR,
        eks.ClusterLoggingTypes.CONTROLLER_MANAGER,
        eks.ClusterLoggingTypes.SCHEDULER,
      ],
      outputClusterName: true,
      outputConfigCommand: true,
    });

    const nodeRole = new iam.Role(this, 'NodeRole', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [
        iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonEKSWorkerNodePolicy'),
        iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonEKS_CNI_Policy'),
        iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonEC2ContainerRegistryReadOnly'),
        iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore'),
      ],
    });

    cluster.addNodegroupCapacity('OnDemand', {
      nodegroupName: `on-demand-${environmentSuffix}`,
      nodeRole,
      amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD,
      instanceTypes: [new ec2.InstanceType('m6i.large')],
      subnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      minSize: 2,
      desiredSize: 2,
      maxSize: 6,
      tags: {
        'k8s.io/cluster-autoscaler/enabled': 'true',
        [`k8s.io/cluster-autoscaler/payment-cluster-${environmentSuffix}`]: 'owned',
      },
    });

    const autoscalerAccount = cluster.addServiceAccount('ClusterAutoscalerAccount', {
      name: 'cluster-autoscaler',
      namespace: 'kube-system',
    });
    autoscalerStatements().forEach((statement) => autoscalerAccount.addToPrincipalPolicy(statement));

    const processorAccount = cluster.addServiceAccount('PaymentProcessorAccount', {
      name: 'payment-processor',
      namespace: 'default',
    });
    processorStatements(this, environmentSuffix).forEach((statement) => processorAccount.addToPrincipalPolicy(statement));

    const quota = cluster.addManifest('PaymentQuota', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'payment-quota', namespace: 'default' },
      spec: { hard: { 'requests.cpu': '8', 'requests.memory': '16Gi', pods: '40' } },
    });
    quota.node.addDependency(processorAccount);

    new cdk.CfnOutput(this, 'OidcProviderArn', { value: cluster.openIdConnectProvider.openIdConnectProviderArn });
    new cdk.CfnOutput(this, 'AutoscalerRoleArn', { value: autoscalerAccount.role.roleArn });
    new cdk.CfnOutput(this, 'ProcessorRoleArn', { value: processorAccount.role.roleArn });
  }
}
