import * as aws from '@pulumi/aws';
import { eksCluster, nodeGroup } from './cluster';
import { environmentSuffix, tags } from './config';

const coreDnsAddon = new aws.eks.Addon(
  `coredns-${environmentSuffix}`,
  {
    clusterName: eksCluster.name,
    addonName: 'coredns',
    addonVersion: 'v1.10.1-eksbuild.6',
    resolveConflictsOnCreate: 'OVERWRITE',
    resolveConflictsOnUpdate: 'PRESERVE',
    tags,
  },
  { dependsOn: [nodeGroup] }
);

const kubeProxyAddon = new aws.eks.Addon(`kube-proxy-${environmentSuffix}`, {
  clusterName: eksCluster.name,
  addonName: 'kube-proxy',
  addonVersion: 'v1.28.1-eksbuild.1',
  resolveConflictsOnCreate: 'OVERWRITE',
  resolveConflictsOnUpdate: 'PRESERVE',
  tags,
});

const vpcCniAddon = new aws.eks.Addon(`vpc-cni-${environmentSuffix}`, {
  clusterName: eksCluster.name,
  addonName: 'vpc-cni',
  addonVersion: 'v1.14.1-eksbuild.1',
  resolveConflictsOnCreate: 'OVERWRITE',
  resolveConflictsOnUpdate: 'PRESERVE',
  configurationValues: JSON.stringify({ env: { ENABLE_PREFIX_DELEGATION: 'true' } }),
  tags,
});
