import * as aws from '@pulumi/aws';
import * as eks from '@pulumi/eks';
import * as pulumi from '@pulumi/pulumi';
import { bucket } from './storage';
import { vpc } from './network';

const config = new pulumi.Config();

const cluster = new eks.Cluster('ledger', {
  version: '1.32',
  vpcId: vpc.vpcId,
  privateSubnetIds: vpc.privateSubnetIds,
  publicSubnetIds: vpc.publicSubnetIds,
  instanceType: config.require('instanceType'),
  desiredCapacity: 3,
  minSize: 3,
  maxSize: 6,
  createOidcProvider: true,
});

new aws.eks.Addon('ebs-csi', {
  clusterName: cluster.eksCluster.name,
  addonName: 'aws-ebs-csi-driver',
  addonVersion: 'v1.64.0-eksbuild.1',
});

export const kubeconfig = pulumi.secret(cluster.kubeconfig);
export const archiveBucket = bucket.id;
