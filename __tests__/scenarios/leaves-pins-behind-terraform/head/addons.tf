resource "aws_eks_addon" "this" {
  for_each = local.addon_versions

  cluster_name                = aws_eks_cluster.checkout.name
  addon_name                  = each.key
  addon_version               = each.value
  resolve_conflicts_on_update = "PRESERVE"

  configuration_values = each.key == "vpc-cni" ? jsonencode({ enableNetworkPolicy = "true" }) : null
}

resource "aws_eks_addon" "efs_csi" {
  cluster_name  = aws_eks_cluster.checkout.name
  addon_name    = "aws-efs-csi-driver"
  addon_version = "v2.1.10-eksbuild.1"

  pod_identity_association {
    service_account = "efs-csi-controller-sa"
    role_arn        = "arn:aws:iam::111122223333:role/checkout-efs-csi"
  }

  depends_on = [aws_eks_node_group.arm]
}
