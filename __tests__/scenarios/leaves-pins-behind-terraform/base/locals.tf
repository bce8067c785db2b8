locals {
  tags = {
    team        = "checkout"
    cost_center = "4711"
  }

  # Everything that we pin ourselves.
  addon_versions = {
    coredns                = "v1.12.4-eksbuild.31"
    eks-pod-identity-agent = "v1.3.10-eksbuild.3"
    kube-proxy             = "v1.30.14-eksbuild.8"
    vpc-cni                = "v1.17.1-eksbuild.1" # network policies need 1.14
  }
}
