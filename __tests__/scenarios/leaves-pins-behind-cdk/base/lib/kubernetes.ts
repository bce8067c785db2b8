import * as eks from 'aws-cdk-lib/aws-eks';

/** The control plane. Nodes and kubectl follow. */
export const kubernetesVersion = eks.KubernetesVersion.V1_33;
