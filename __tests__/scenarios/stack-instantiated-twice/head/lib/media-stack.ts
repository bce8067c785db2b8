import { KubectlV34Layer } from '@aws-cdk/lambda-layer-kubectl-v34';
import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import { Construct } from 'constructs';

export interface MediaStackProps extends cdk.StackProps {
  readonly kubernetesVersion: eks.KubernetesVersion;
  readonly maxNodes: number;
}

export class MediaStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: MediaStackProps) {
    super(scope, id, props);

    const cluster = new eks.Cluster(this, 'Cluster', {
      version: props.kubernetesVersion,
      vpc: ec2.Vpc.fromLookup(this, 'Vpc', { vpcName: 'media' }),
      defaultCapacity: 0,
      kubectlLayer: new KubectlV34Layer(this, 'KubectlLayer'),
    });

    cluster.addNodegroupCapacity('Transcoding', {
      amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD,
      instanceTypes: [new ec2.InstanceType('c7i.2xlarge')],
      minSize: 1,
      maxSize: props.maxNodes,
    });

    new eks.Addon(this, 'Efs', {
      cluster,
      addonName: 'aws-efs-csi-driver',
      addonVersion: 'v2.1.15-eksbuild.1',
    });

    new eks.Addon(this, 'PodIdentity', {
      cluster,
      addonName: 'eks-pod-identity-agent',
      addonVersion: 'v1.3.10-eksbuild.3',
    });
  }
}
