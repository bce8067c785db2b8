import * as aws from '@pulumi/aws';
import { cluster } from './cluster';
import { tags } from './config';
import { nodes } from './nodes';
import { addonVersions } from './versions';

new aws.eks.Addon('vpc-cni', {
  clusterName: cluster.name,
  addonName: 'vpc-cni',
  addonVersion: addonVersions.vpcCni,
  configurationValues: JSON.stringify({ enableNetworkPolicy: 'true' }),
  tags,
});

new aws.eks.Addon('kube-proxy', {
  clusterName: cluster.name,
  addonName: 'kube-proxy',
  addonVersion: addonVersions.kubeProxy,
  tags,
});

new aws.eks.Addon('pod-identity', {
  clusterName: cluster.name,
  addonName: 'eks-pod-identity-agent',
  addonVersion: addonVersions.podIdentityAgent,
  tags,
});

new aws.eks.Addon(
  'coredns',
  {
    clusterName: cluster.name,
    addonName: 'coredns',
    addonVersion: addonVersions.coredns,
    resolveConflictsOnUpdate: 'PRESERVE',
    tags,
  },
  { dependsOn: nodes }
);

new aws.eks.Addon(
  'efs-csi',
  {
    clusterName: cluster.name,
    addonName: 'aws-efs-csi-driver',
    addonVersion: addonVersions.efsCsiDriver,
    podIdentityAssociations: [
      { serviceAccount: 'efs-csi-controller-sa', roleArn: 'arn:aws:iam::111122223333:role/checkout-efs-csi' },
    ],
    tags,
  },
  { dependsOn: nodes }
);
