variable "environment" {
  type = string
}

variable "kubernetes_version" {
  type    = string
  default = "1.33"
}

variable "kube_proxy_version" {
  type = string
}

variable "cluster_role_arn" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}
