import * as cdk from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks';
import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import type { Construct } from 'constructs';

export class PaymentsStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    new eks.Cluster(this, 'Payments', {
      version: eks.KubernetesVersion.V1_36,
      defaultCapacity: 0,
      kubectlLayer: new KubectlV35Layer(this, 'KubectlLayer'),
    });
  }
}
