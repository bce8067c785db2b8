import './addons';
import './autoscaler';
import { eksCluster, nodeGroup, oidcProvider } from './cluster';
import { kubeconfig as rawKubeconfig } from './kubernetes';
import { privateSubnets, publicSubnets, vpc } from './network';
import './observability';
import * as pulumi from '@pulumi/pulumi';

export const vpcId = vpc.id;
export const publicSubnetIds = publicSubnets.map((subnet) => subnet.id);
export const privateSubnetIds = privateSubnets.map((subnet) => subnet.id);
export const clusterName = eksCluster.name;
export const clusterEndpoint = eksCluster.endpoint;
export const nodeGroupName = nodeGroup.nodeGroupName;
export const oidcProviderArn = oidcProvider.arn;
export const kubeconfig = pulumi.secret(rawKubeconfig);
