terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.20"
    }
  }
}

resource "aws_eks_cluster" "orders" {
  name     = "orders-${var.environment}"
  version  = var.kubernetes_version
  role_arn = var.cluster_role_arn

  vpc_config {
    subnet_ids = var.subnet_ids
  }

  upgrade_policy {
    support_type = "STANDARD"
  }
}

resource "aws_eks_addon" "kube_proxy" {
  cluster_name  = aws_eks_cluster.orders.name
  addon_name    = "kube-proxy"
  addon_version = var.kube_proxy_version
}

resource "aws_eks_addon" "vpc_cni" {
  cluster_name  = aws_eks_cluster.orders.name
  addon_name    = "vpc-cni"
  addon_version = "v1.22.4-eksbuild.3"
}

resource "aws_eks_addon" "coredns" {
  count = var.environment == "sandbox" ? 0 : 1

  cluster_name  = aws_eks_cluster.orders.name
  addon_name    = "coredns"
  addon_version = "v1.12.4-eksbuild.31"
}
