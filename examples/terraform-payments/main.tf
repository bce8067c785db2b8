resource "aws_eks_cluster" "payments" {
  name     = "payments"
  version  = var.kubernetes_version
  role_arn = "arn:aws:iam::111122223333:role/payments-cluster"

  vpc_config {
    subnet_ids = var.subnet_ids
  }
}

locals {
  addons = {
    coredns    = "v1.14.3-eksbuild.16"
    kube-proxy = "v1.32.13-eksbuild.28" # pinned during the incident of March
  }
}

resource "aws_eks_addon" "this" {
  for_each = local.addons

  cluster_name  = aws_eks_cluster.payments.name
  addon_name    = each.key
  addon_version = each.value
}
