locals {
  addons = {
    coredns = {
      addon_version = "v1.12.4-eksbuild.31"
    }
    kube-proxy = {
      addon_version  = "v1.30.14-eksbuild.8"
      before_compute = true
    }
    vpc-cni = {
      addon_version  = "v1.17.1-eksbuild.1"
      before_compute = true

      configuration_values = jsonencode({
        enableNetworkPolicy = "true"
      })
    }
    eks-pod-identity-agent = {
      addon_version  = "v1.3.10-eksbuild.3"
      before_compute = true
    }
    aws-efs-csi-driver = {
      addon_version = "v2.1.10-eksbuild.1" # EFS only, EBS volumes are not used here

      pod_identity_association = [{
        service_account = "efs-csi-controller-sa"
        role_arn        = "arn:aws:iam::111122223333:role/${var.name}-efs-csi"
      }]
    }
  }
}

module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "~> 21.8"

  name               = var.name
  kubernetes_version = var.kubernetes_version
  vpc_id             = var.vpc_id
  subnet_ids         = var.subnet_ids

  endpoint_public_access = false
  enabled_log_types      = ["audit", "authenticator"]

  addons = merge(local.addons, var.cluster_addons)

  eks_managed_node_groups = {
    for name, group in var.node_groups : name => merge(group, { ami_type = "AL2023_ARM_64_STANDARD" })
  }

  tags = {
    team = "checkout"
  }
}
