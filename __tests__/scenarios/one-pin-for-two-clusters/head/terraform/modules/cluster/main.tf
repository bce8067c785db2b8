variable "name" {
  type = string
}

variable "kubernetes_version" {
  type = string
}

module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "~> 20.37"

  cluster_name    = var.name
  cluster_version = var.kubernetes_version

  cluster_addons = {
    coredns                = { most_recent = true }
    eks-pod-identity-agent = {}
  }
}

output "name" {
  value = module.eks.cluster_name
}
