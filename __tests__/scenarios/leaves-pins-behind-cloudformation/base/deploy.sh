#!/usr/bin/env bash
set -euo pipefail

aws cloudformation deploy \
  --stack-name checkout-cluster \
  --template-file templates/cluster.yaml \
  --capabilities CAPABILITY_IAM \
  --parameter-overrides SubnetIds="$SUBNET_IDS"

aws eks update-nodegroup-version --cluster-name checkout --nodegroup-name checkout-arm

helm upgrade --install cluster-autoscaler autoscaler/cluster-autoscaler \
  --namespace kube-system --version 9.50.1 --values charts/cluster-autoscaler/values.yaml
