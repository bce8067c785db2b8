import * as aws from '@pulumi/aws';
import { cluster } from './cluster';

new aws.eks.Addon('coredns', {
  clusterName: cluster.name,
  addonName: 'coredns',
  addonVersion: 'v1.10.1-eksbuild.6',

new aws.eks.Addon('vpc-cni', {
  clusterName: cluster.name,
  addonName: 'vpc-cni
