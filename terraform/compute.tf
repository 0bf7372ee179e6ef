locals {
  # The environment variables of the module and the portal. MONGO_URI is a secret: the instance reads it when the portal starts.
  portal_environment = merge(
    {
      S3_BUCKET_NAME    = local.bucket_name
      CLOUDFRONT_DOMAIN = local.image_domain
      AWS_REGION        = var.aws_region
      BEDROCK_REGION    = var.bedrock_region
      IMAGE_MODEL_ID    = var.image_model_ids[0]
      IMAGESTORAGE_HOME = "/var/lib/imagestorage"
      ASPNETCORE_URLS   = "http://0.0.0.0:${local.portal_port}"
    },
    local.has_tables ? { DYNAMODB_TABLE_NAME = local.table_name } : { MONGO_DATABASE = var.mongo_database },
    # The client's address and scheme come from the load balancer's forwarded headers.
    { Portal__KnownProxies = join(";", distinct(data.aws_subnet.load_balancer[*].cidr_block)) },
    { Portal__DrainSeconds = local.drain_seconds },
    var.portal_settings,
  )

  # Resolved at each launch, so that a new machine image does not show up as a change in the plan.
  newest_ami = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${var.instance_architecture}"
}

check "portal_has_sign_in" {
  assert {
    condition = length(setsubtract(["Portal__Authority", "Portal__ClientId", "Portal__AllowedHosts"], keys(var.portal_settings))) == 0 && length(setintersection(
      ["Portal__CookieSecret", "Portal__ClientSecret"], keys(var.portal_secret_parameters)
    )) > 0
    error_message = "The portal does not start on a network without a sign-in provider: give portal_settings Portal__Authority, Portal__ClientId and Portal__AllowedHosts, and portal_secret_parameters Portal__CookieSecret."
  }
}

resource "aws_launch_template" "portal" {
  name          = "${var.prefix}-portal"
  image_id      = coalesce(var.ami_id, local.newest_ami)
  instance_type = var.instance_type

  user_data = base64encode(templatefile("${path.module}/../scripts/user_data.sh", {
    environment       = join("\n", [for name, value in local.portal_environment : "${name}=\"${value}\""])
    package_url       = "s3://${local.bucket_name}/${var.portal_package_key}"
    region            = var.aws_region
    secret_parameters = join("\n", [for name, parameter in local.secret_parameters : "${name}=${parameter}"])
    stop_seconds      = ceil(local.drain_seconds) + local.longest_request_seconds + 30
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.instance.arn
  }

  # IMDSv2 only, with one hop: neither a request forged through the portal nor a container can get the role's credentials.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  # One metric a minute: with metrics of five minutes the group could not react within five.
  monitoring {
    enabled = true
  }

  network_interfaces {
    associate_public_ip_address = local.instance_public_ip
    security_groups             = [aws_security_group.instances.id]
    delete_on_termination       = true
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type           = "gp3"
      volume_size           = var.volume_gibibytes
      encrypted             = true
      delete_on_termination = true
    }
  }

  # The provider's default tags do not reach what Auto Scaling makes.
  dynamic "tag_specifications" {
    for_each = toset(["instance", "volume"])

    content {
      resource_type = tag_specifications.value
      tags          = merge(local.tags, { Name = "${var.prefix}-portal" })
    }
  }
}

resource "aws_autoscaling_group" "portal" {
  name                = "${var.prefix}-portal"
  min_size            = var.min_instances
  max_size            = var.max_instances
  vpc_zone_identifier = local.instance_subnet_ids
  target_group_arns   = [aws_lb_target_group.portal.arn]

  # The scaling policies own desired_capacity.
  health_check_type         = "ELB"
  health_check_grace_period = 300
  default_instance_warmup   = 120

  # Do not wait for capacity: the first instances wait for a package that is uploaded only after this apply.
  wait_for_capacity_timeout = "0"

  metrics_granularity = "1Minute"
  enabled_metrics     = ["GroupMinSize", "GroupMaxSize", "GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances", "GroupTerminatingInstances"]

  launch_template {
    id      = aws_launch_template.portal.id
    version = aws_launch_template.portal.latest_version
  }

  # New instances serve before old ones are terminated. Auto Scaling can roll back only when the machine image is fixed.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 150
      instance_warmup        = 120
      auto_rollback          = var.ami_id != null
    }
  }

  lifecycle {
    precondition {
      condition     = length(local.instance_subnet_ids) >= 2 && length(distinct(data.aws_subnet.instances[*].availability_zone)) >= 2
      error_message = "The instances' subnets are all in one zone, so its failure would take the portal down. Give instance_subnet_ids in two zones, or vpc_id."
    }
  }

  # Instances that start before their role may read the package would give up.
  depends_on = [aws_iam_role_policy.instance, aws_lb_listener.http]
}
