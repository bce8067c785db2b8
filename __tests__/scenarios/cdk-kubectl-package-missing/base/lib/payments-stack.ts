import * as cdk from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks';
import { KubectlV33Layer } from '@aws-cdk/lambda-layer-kubectl-v33';
import type { Construct } from 'constructs';

export class PaymentsStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    new eks.Cluster(this, 'Payments', {
      version: eks.KubernetesVersion.V1_33,
      defaultCapacity: 0,
      kubectlLayer: new KubectlV33Layer(this, 'KubectlLayer'),
    });
  }
}
