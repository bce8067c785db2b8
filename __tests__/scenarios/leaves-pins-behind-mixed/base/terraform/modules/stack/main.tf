variable "name" {
  type = string
}

variable "kubernetes_version" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

module "cluster" {
  source = "../cluster"

  name               = var.name
  kubernetes_version = var.kubernetes_version
  subnet_ids         = var.subnet_ids
}

module "addons" {
  source = "../addons"

  cluster_name = module.cluster.name

  # aws-efs-csi-driver belongs to the storage team, see cloudformation/
  addons = [
    { name = "coredns",                version = "v1.12.4-eksbuild.31" },
    { name = "eks-pod-identity-agent", version = "v1.3.10-eksbuild.3" },
    { name = "kube-proxy",             version = "v1.30.14-eksbuild.8" },
    { name = "vpc-cni",                version = "v1.17.1-eksbuild.1" },
  ]
}
