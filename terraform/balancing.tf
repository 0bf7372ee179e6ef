locals {
  has_https      = var.load_balancer_certificate_arn != null
  listener_ports = local.has_https ? [80, 443] : [80]

  # The portal gives up on a picture after this time. A test keeps it equal to RequestTimes.Longest in the portal; the load balancer and
  # systemd wait longer.
  longest_request_seconds = 180

  # The health check by which the load balancer notices that an instance is gone or shutting down.
  health_check_seconds        = 5
  health_checks_until_removed = 3

  # How long a portal that is shutting down fails /health but still serves, so that the load balancer stops sending it requests in time.
  drain_seconds = tonumber(lookup(var.portal_settings, "Portal__DrainSeconds", 20))
}

resource "aws_lb" "portal" {
  name               = "${var.prefix}-portal"
  load_balancer_type = "application"
  internal           = false
  subnets            = local.load_balancer_subnet_ids
  security_groups    = [aws_security_group.load_balancer.id]

  drop_invalid_header_fields = true
  # The connection is idle while a picture is generated, so this is longer than the longest request.
  idle_timeout = local.longest_request_seconds + 10
}

resource "aws_lb_target_group" "portal" {
  name     = "${var.prefix}-portal"
  port     = local.portal_port
  protocol = "HTTP"
  vpc_id   = local.vpc_id

  # Auto Scaling terminates an instance only after this time, so that running requests are answered.
  deregistration_delay = local.longest_request_seconds + 10

  health_check {
    path                = "/health"
    matcher             = "200"
    interval            = local.health_check_seconds
    timeout             = local.health_check_seconds - 1
    healthy_threshold   = 2
    unhealthy_threshold = local.health_checks_until_removed
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

check "drain_outlasts_the_health_checks" {
  assert {
    condition     = local.drain_seconds > local.health_check_seconds * local.health_checks_until_removed
    error_message = "Some requests will fail when a portal shuts down: the load balancer needs ${local.health_check_seconds * local.health_checks_until_removed} s of failed health checks to stop sending requests, but the portal serves for only ${local.drain_seconds} s. Raise Portal__DrainSeconds in portal_settings, or leave it out."
  }
}

check "portal_has_https" {
  assert {
    condition     = local.has_https
    error_message = "The portal is served over plain HTTP: passwords and cookies can be read on the way. Give load_balancer_certificate_arn before real people use it."
  }
}
