import { KubectlV32Layer } from '@aws-cdk/lambda-layer-kubectl-v32';
import { aws_ec2 as ec2, aws_eks as eks, Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export class PaymentsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const cluster = new eks.Cluster(this, 'Payments', {
      version: eks.KubernetesVersion.V1_32,
      kubectlLayer: new KubectlV32Layer(this, 'KubectlLayer'),
      defaultCapacity: 0,
    });

    cluster.addNodegroupCapacity('general', {
      instanceTypes: [ec2.InstanceType.of(ec2.InstanceClass.M6I, ec2.InstanceSize.XLARGE)],
      minSize: 3,
      maxSize: 9,
    });

    cluster.addNodegroupCapacity('arm', {
      instanceTypes: ['m7g.large', 'm7g.xlarge'].map((type) => new ec2.InstanceType(type)),
      minSize: 2,
    });

    // no instance types: EKS picks the image
    cluster.addNodegroupCapacity('spare', { minSize: 1 });
  }
}
