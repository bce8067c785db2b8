#!/usr/bin/env bash
set -euo pipefail

region="${1:-eu-central-1}"

cat <<EOF | eksctl create cluster -f -
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: search
  region: ${region}
  version: "1.28"
managedNodeGroups:
  - name: workers
    instanceType: m7g.large
    desiredCapacity: 3
EOF
