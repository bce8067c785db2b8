import * as aws from '@pulumi/aws';
import { cluster } from './cluster';

new aws.eks.Addon('kube-proxy', {
  clusterName: cluster.name,
  addonName: 'kube-proxy',
  addonVersion: 'v1.32.13-eksbuild.28',
});
