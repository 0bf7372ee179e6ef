locals {
  has_https      = var.load_balancer_certificate_arn != null
  listener_ports = local.has_https ? [80, 443] : [80]
}

resource "aws_lb" "portal" {
  name               = "${var.prefix}-portal"
  load_balancer_type = "application"
  internal           = false
  subnets            = local.load_balancer_subnet_ids
  security_groups    = [aws_security_group.load_balancer.id]

  drop_invalid_header_fields = true
  # A picture takes a model up to a minute, in which live progress may be silent.
  idle_timeout = 120
}

resource "aws_lb_target_group" "portal" {
  name     = "${var.prefix}-portal"
  port     = local.portal_port
  protocol = "HTTP"
  vpc_id   = local.vpc_id

  # As long as the portal takes to finish what runs.
  deregistration_delay = 60

  health_check {
    path                = "/health"
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  stickiness {
    type            = "lb_cookie"
    enabled         = var.load_balancer_stickiness
    cookie_duration = 3600
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.portal.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = local.has_https ? "redirect" : "forward"
    target_group_arn = local.has_https ? null : aws_lb_target_group.portal.arn

    dynamic "redirect" {
      for_each = local.has_https ? [true] : []

      content {
        protocol    = "HTTPS"
        port        = "443"
        status_code = "HTTP_301"
      }
    }
  }
}

resource "aws_lb_listener" "https" {
  count             = local.has_https ? 1 : 0
  load_balancer_arn = aws_lb.portal.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = var.load_balancer_certificate_arn
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.portal.arn
  }
}

check "portal_has_https" {
  assert {
    condition     = local.has_https
    error_message = "The portal is served over plain HTTP: passwords and cookies can be read on the way. Give load_balancer_certificate_arn before real people use it."
  }
}
