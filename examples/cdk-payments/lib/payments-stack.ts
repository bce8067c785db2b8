import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import type { Construct } from 'constructs';

export class PaymentsStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const cluster = new eks.Cluster(this, 'Payments', {
      version: eks.KubernetesVersion.V1_28,
      vpc: ec2.Vpc.fromLookup(this, 'Vpc', { vpcName: 'shared' }),
      defaultCapacity: 0,
      endpointAccess: eks.EndpointAccess.PRIVATE,
    });

    cluster.addNodegroupCapacity('General', {
      amiType: eks.NodegroupAmiType.AL2023_ARM_64_STANDARD,
      instanceTypes: [new ec2.InstanceType('m7g.large')],
    });

    new eks.Addon(this, 'CoreDns', {
      cluster,
      addonName: 'coredns',
      addonVersion: 'v1.10.1-eksbuild.6',
    });

    cluster.addServiceAccount('Worker', { name: 'payment-worker', namespace: 'default' });
  }
}
