locals {
  has_https      = var.load_balancer_certificate_arn != null
  listener_ports = local.has_https ? [80, 443] : [80]

  # The making of a picture, after which the portal gives up: RequestTimes.Longest in the portal, which a test holds to this. The load balancer
  # and systemd wait longer.
  longest_request_seconds = 180

  # How the load balancer finds out that an instance is gone, or ends.
  health_check_seconds        = 5
  health_checks_until_removed = 3

  # How long a portal that was told to end says so at /health and serves on. By then the load balancer must send it nothing new.
  drain_seconds = tonumber(lookup(var.portal_settings, "Portal__DrainSeconds", 20))
}

resource "aws_lb" "portal" {
  name               = "${var.prefix}-portal"
  load_balancer_type = "application"
  internal           = false
  subnets            = local.load_balancer_subnet_ids
  security_groups    = [aws_security_group.load_balancer.id]

  drop_invalid_header_fields = true
  # Nothing is sent while a picture is made.
  idle_timeout = local.longest_request_seconds + 10
}

resource "aws_lb_target_group" "portal" {
  name     = "${var.prefix}-portal"
  port     = local.portal_port
  protocol = "HTTP"
  vpc_id   = local.vpc_id

  # Auto Scaling ends an instance after this, so that what it was asked before is answered.
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
    error_message = "A portal that ends is sent requests until ${local.health_check_seconds * local.health_checks_until_removed} seconds of health checks have failed, and serves for ${local.drain_seconds}: some fail. Raise Portal__DrainSeconds in portal_settings, or leave it out."
  }
}

check "portal_has_https" {
  assert {
    condition     = local.has_https
    error_message = "The portal is served over plain HTTP: passwords and cookies can be read on the way. Give load_balancer_certificate_arn before real people use it."
  }
}
