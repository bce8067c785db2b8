import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import { Construct } from 'constructs';
import { ADDONS, AUTOSCALER_TAG, KUBERNETES_VERSION } from './versions';

export class ShopStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const vpc = ec2.Vpc.fromLookup(this, 'Vpc', { vpcName: 'shared' });

    const cluster = new eks.Cluster(this, 'Shop', {
      clusterName: 'shop',
      version: KUBERNETES_VERSION,
      vpc,
      defaultCapacity: 0,
      authenticationMode: eks.AuthenticationMode.API,
      endpointAccess: eks.EndpointAccess.PRIVATE,
      kubectlLayer: new KubectlV36Layer(this, 'KubectlLayer'),
    });

    cluster.addNodegroupCapacity('General', {
      amiType: eks.NodegroupAmiType.AL2023_ARM_64_STANDARD,
      instanceTypes: [new ec2.InstanceType('m7g.large')],
      minSize: 2,
      maxSize: 8,
    });

    new eks.Addon(this, 'CoreDns', { cluster, addonName: 'coredns', addonVersion: ADDONS.coredns });
    new eks.Addon(this, 'KubeProxy', { cluster, addonName: 'kube-proxy', addonVersion: ADDONS.kubeProxy });
    new eks.Addon(this, 'VpcCni', { cluster, addonName: 'vpc-cni', addonVersion: ADDONS.vpcCni });

    cluster.addHelmChart('ClusterAutoscaler', {
      chart: 'cluster-autoscaler',
      repository: 'https://kubernetes.github.io/autoscaler',
      namespace: 'kube-system',
      version: '9.50.1',
      values: {
        awsRegion: this.region,
        autoDiscovery: { clusterName: cluster.clusterName },
        image: { tag: AUTOSCALER_TAG },
      },
    });
  }
}
