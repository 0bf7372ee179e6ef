data "aws_vpc" "default" {
  count   = var.vpc_id == null ? 1 : 0
  default = true
}

data "aws_subnets" "default" {
  count = var.vpc_id == null ? 1 : 0

  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default[0].id]
  }

  # There is one in each zone.
  filter {
    name   = "default-for-az"
    values = ["true"]
  }
}

locals {
  vpc_id = coalesce(var.vpc_id, one(data.aws_vpc.default[*].id))

  default_subnet_ids       = slice(sort(flatten(data.aws_subnets.default[*].ids)), 0, min(2, length(flatten(data.aws_subnets.default[*].ids))))
  instance_subnet_ids      = var.vpc_id == null ? local.default_subnet_ids : var.instance_subnet_ids
  load_balancer_subnet_ids = var.vpc_id == null ? local.default_subnet_ids : var.load_balancer_subnet_ids
  instance_public_ip       = coalesce(var.instance_public_ip, var.vpc_id == null)

  portal_port = 8080
}

data "aws_subnet" "instances" {
  count = length(local.instance_subnet_ids)
  id    = local.instance_subnet_ids[count.index]
}

data "aws_subnet" "load_balancer" {
  count = length(local.load_balancer_subnet_ids)
  id    = local.load_balancer_subnet_ids[count.index]
}

resource "aws_security_group" "load_balancer" {
  name        = "${var.prefix}-load-balancer"
  description = "Who may reach the portal"
  vpc_id      = local.vpc_id
}

resource "aws_security_group" "instances" {
  name        = "${var.prefix}-instances"
  description = "The load balancer alone reaches the instances"
  vpc_id      = local.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "visitors" {
  for_each = {
    for pair in setproduct(local.listener_ports, var.load_balancer_ingress_cidrs) :
    "${pair[0]} from ${pair[1]}" => { port = pair[0], cidr = pair[1] }
  }

  security_group_id = aws_security_group.load_balancer.id
  description       = "Visitors"
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  cidr_ipv4         = each.value.cidr
}

resource "aws_vpc_security_group_egress_rule" "to_instances" {
  security_group_id            = aws_security_group.load_balancer.id
  description                  = "The portal"
  ip_protocol                  = "tcp"
  from_port                    = local.portal_port
  to_port                      = local.portal_port
  referenced_security_group_id = aws_security_group.instances.id
}

resource "aws_vpc_security_group_ingress_rule" "from_load_balancer" {
  security_group_id            = aws_security_group.instances.id
  description                  = "The load balancer"
  ip_protocol                  = "tcp"
  from_port                    = local.portal_port
  to_port                      = local.portal_port
  referenced_security_group_id = aws_security_group.load_balancer.id
}

# AWS's APIs, MongoDB and the sign-in provider have no fixed addresses.
resource "aws_vpc_security_group_egress_rule" "from_instances" {
  security_group_id = aws_security_group.instances.id
  description       = "AWS, the record store and the sign-in provider"
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}
