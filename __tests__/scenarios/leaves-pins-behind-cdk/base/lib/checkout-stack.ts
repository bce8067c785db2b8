import { KubectlV33Layer } from '@aws-cdk/lambda-layer-kubectl-v33';
import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import type { Construct } from 'constructs';
import { addAutoscaler } from './autoscaler';
import { kubernetesVersion } from './kubernetes';
import { addonVersions } from './versions';

export class CheckoutStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: cdk.StackProps) {
    super(scope, id, props);

    const cluster = new eks.Cluster(this, 'Checkout', {
      clusterName: 'checkout',
      version: kubernetesVersion,
      kubectlLayer: new KubectlV33Layer(this, 'Kubectl'),
      authenticationMode: eks.AuthenticationMode.API,
      endpointAccess: eks.EndpointAccess.PRIVATE,
      clusterLogging: [eks.ClusterLoggingTypes.AUDIT, eks.ClusterLoggingTypes.AUTHENTICATOR],
      defaultCapacity: 0,
    });

    cluster.addNodegroupCapacity('Arm', {
      amiType: eks.NodegroupAmiType.AL2023_ARM_64_STANDARD,
      instanceTypes: [new ec2.InstanceType('m7g.xlarge')],
      minSize: 3,
      maxSize: 9,
    });

    for (const [addonName, addonVersion] of Object.entries(addonVersions)) {
      new eks.CfnAddon(this, addonName, { clusterName: cluster.clusterName, addonName, addonVersion });
    }

    new eks.CfnAddon(this, 'EfsCsi', {
      clusterName: cluster.clusterName,
      addonName: 'aws-efs-csi-driver',
      addonVersion: 'v2.1.10-eksbuild.1',
      podIdentityAssociations: [
        { serviceAccount: 'efs-csi-controller-sa', roleArn: `arn:aws:iam::${this.account}:role/checkout-efs-csi` },
      ],
    });

    addAutoscaler(cluster);
  }
}
