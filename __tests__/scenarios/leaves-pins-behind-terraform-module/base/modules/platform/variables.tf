variable "name" {
  type = string
}

variable "kubernetes_version" {
  type        = string
  description = "Minor version of the control plane, e.g. 1.31"
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "node_groups" {
  type = map(object({
    instance_types = list(string)
    min_size       = number
    max_size       = number
  }))
}

variable "cluster_addons" {
  description = "Add-ons of one environment beside those that all have"
  type        = any
  default     = {}
}
