variable "cluster_name" {
  type = string
}

variable "addons" {
  type = list(object({
    name    = string
    version = string
  }))
}

resource "aws_eks_addon" "this" {
  for_each = { for addon in var.addons : addon.name => addon }

  cluster_name  = var.cluster_name
  addon_name    = each.value.name
  addon_version = each.value.version
}
