variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "kubernetes_version" {
  description = "Of the control plane, one minor at a time. Nodes follow, see nodes.tf."
  type        = string

  validation {
    condition     = can(regex("^1\\.[0-9]{2}$", var.kubernetes_version))
    error_message = "Write the minor only, for example 1.30."
  }
}

variable "subnet_ids" {
  type = list(string)
}

variable "node_count" {
  type    = number
  default = 3
}
