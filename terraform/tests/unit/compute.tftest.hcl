# The group: its permissions, how it grows and shrinks, and its instances' settings.
mock_provider "aws" {
  source = "./tests/unit/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/unit/mocks"
}

run "instances_are_closed_and_watched" {
  assert {
    condition     = aws_launch_template.portal.metadata_options[0].http_tokens == "required" && aws_launch_template.portal.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "IMDSv1, or a container, can get the role's credentials."
  }
  assert {
    condition     = tobool(aws_launch_template.portal.block_device_mappings[0].ebs[0].encrypted) && aws_launch_template.portal.block_device_mappings[0].ebs[0].volume_type == "gp3"
    error_message = "The volume is not an encrypted gp3."
  }
  assert {
    condition     = aws_launch_template.portal.monitoring[0].enabled
    error_message = "Metrics come every five minutes: the group cannot react within five."
  }
  assert {
    condition     = aws_vpc_security_group_ingress_rule.from_load_balancer.from_port == 8080 && aws_vpc_security_group_ingress_rule.from_load_balancer.referenced_security_group_id == aws_security_group.load_balancer.id
    error_message = "Something other than the load balancer can reach the instances."
  }
}

run "group_spans_two_zones_behind_a_health_check" {
  assert {
    condition     = length(aws_autoscaling_group.portal.vpc_zone_identifier) == 2 && aws_autoscaling_group.portal.min_size == 2 && aws_autoscaling_group.portal.max_size == 6
    error_message = "The group is not 2 to 6 instances in two subnets."
  }
  assert {
    condition     = aws_autoscaling_group.portal.health_check_type == "ELB" && aws_lb_target_group.portal.health_check[0].path == "/health" && aws_lb_target_group.portal.port == 8080
    error_message = "Instances whose /health fails on port 8080 are not replaced."
  }
  assert {
    condition     = aws_autoscaling_group.portal.instance_refresh[0].strategy == "Rolling" && aws_autoscaling_group.portal.instance_refresh[0].preferences[0].min_healthy_percentage == 100
    error_message = "A refresh takes instances away before new ones serve."
  }
}

run "terminating_instance_answers_its_requests" {
  assert {
    condition = (
      aws_lb_target_group.portal.health_check[0].interval * aws_lb_target_group.portal.health_check[0].unhealthy_threshold
      < tonumber(one(regex("Portal__DrainSeconds=\"([0-9]+)\"", base64decode(aws_launch_template.portal.user_data))))
      && aws_lb_target_group.portal.health_check[0].timeout < aws_lb_target_group.portal.health_check[0].interval
    )
    error_message = "The load balancer sends requests to a portal that has stopped serving."
  }
  assert {
    condition     = aws_lb.portal.idle_timeout > local.longest_request_seconds && tonumber(aws_lb_target_group.portal.deregistration_delay) > local.longest_request_seconds
    error_message = "The load balancer drops a request that the portal would still answer."
  }
  assert {
    condition     = tonumber(one(regex("TimeoutStopSec=([0-9]+)\n", base64decode(aws_launch_template.portal.user_data)))) >= local.drain_seconds + local.longest_request_seconds + 30
    error_message = "systemd kills a portal that would still answer."
  }
}

run "systemd_waits_for_a_longer_drain" {
  variables {
    portal_settings = { Portal__Authority = "https://login.example.org/pool", Portal__ClientId = "portal", Portal__AllowedHosts = "quiz.example.org", Portal__DrainSeconds = "40.5" }
  }

  assert {
    condition = alltrue([for line in ["Portal__DrainSeconds=\"40.5\"", "TimeoutStopSec=251"] :
    contains(split("\n", base64decode(aws_launch_template.portal.user_data)), line)])
    error_message = "The portal drains for longer than systemd waits for it."
  }
}

run "drain_shorter_than_the_health_checks_warns" {
  variables {
    portal_settings = { Portal__Authority = "https://login.example.org/pool", Portal__ClientId = "portal", Portal__AllowedHosts = "quiz.example.org", Portal__DrainSeconds = "15" }
  }

  expect_failures = [check.drain_outlasts_the_health_checks]
}

run "group_grows_within_five_minutes_and_shrinks_within_ten" {
  assert {
    condition     = aws_autoscaling_policy.grow.target_tracking_configuration[0].target_value == 70 && aws_autoscaling_policy.grow.target_tracking_configuration[0].predefined_metric_specification[0].predefined_metric_type == "ASGAverageCPUUtilization"
    error_message = "The group does not follow 70 % CPU."
  }
  assert {
    condition     = aws_autoscaling_policy.grow.target_tracking_configuration[0].disable_scale_in
    error_message = "Target tracking shrinks the group, which it does after 15 minutes."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.shrink.period * aws_cloudwatch_metric_alarm.shrink.evaluation_periods <= 480 && contains(aws_cloudwatch_metric_alarm.shrink.alarm_actions, aws_autoscaling_policy.shrink.arn)
    error_message = "With two minutes of metric delay the alarm does not shrink the group within ten."
  }
  assert {
    condition     = aws_autoscaling_policy.shrink.scaling_adjustment < 0 && aws_autoscaling_policy.shrink.cooldown < 600
    error_message = "The shrink policy does not shrink the group, or its cooldown is too long."
  }
  assert {
    condition     = aws_autoscaling_policy.rest.policy_type == "StepScaling" && aws_autoscaling_policy.rest.adjustment_type == "ExactCapacity" && [for step in aws_autoscaling_policy.rest.step_adjustment : step.scaling_adjustment] == [2]
    error_message = "A group without load does not go back to its minimum at once."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.rest.threshold == 105 && contains(aws_cloudwatch_metric_alarm.rest.alarm_actions, aws_autoscaling_policy.rest.arn)
    error_message = "The group does not go to its minimum when three instances would be below 35 % CPU."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.rest.evaluation_periods <= 7 && aws_cloudwatch_metric_alarm.rest.evaluation_periods - aws_cloudwatch_metric_alarm.rest.datapoints_to_alarm >= 4
    error_message = "With a partial minute and two of metric delay the group is not at its minimum within ten, or starting instances prevent it."
  }
  assert {
    condition     = toset([for query in aws_cloudwatch_metric_alarm.rest.metric_query : "${query.id}: ${query.metric[0].metric_name} ${query.metric[0].stat} ${query.metric[0].period}" if length(query.metric) > 0]) == toset(["cpu: CPUUtilization Sum 60", "instances: CPUUtilization SampleCount 60"])
    error_message = "The alarm does not read the total CPU of all instances each minute."
  }
}

run "group_of_any_size_goes_to_its_minimum" {
  variables {
    min_instances        = 1
    max_instances        = 100
    cpu_target_percent   = 90
    scale_in_cpu_percent = 45
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.rest.threshold == 90 && [for step in aws_autoscaling_policy.rest.step_adjustment : step.scaling_adjustment] == [1]
    error_message = "The group does not go to its minimum, or is above its CPU target there."
  }
}

run "no_sign_in_warns" {
  variables {
    portal_settings = {}
  }

  expect_failures = [check.portal_has_sign_in]
}

run "user_data_has_the_settings_and_no_secret" {
  assert {
    condition = alltrue([for line in [
      "S3_BUCKET_NAME=\"imagestorage-123456789012\"", "AWS_REGION=\"us-east-1\"", "CLOUDFRONT_DOMAIN=\"${output.image_domain}\"",
      "BEDROCK_REGION=\"us-west-2\"", "ASPNETCORE_URLS=\"http://0.0.0.0:8080\"", "Portal__Authority=\"https://login.example.org/pool\"",
      "User=imagestorage", "NoNewPrivileges=true", "ProtectSystem=strict", "KillSignal=SIGTERM", "MONGO_URI=/imagestorage/mongo-uri",
      "Portal__CookieSecret=/imagestorage/cookie-secret",
    ] : contains(split("\n", base64decode(aws_launch_template.portal.user_data)), line)])
    error_message = "The user data lacks the settings, or the portal does not run unprivileged."
  }
  assert {
    condition     = !strcontains(base64decode(aws_launch_template.portal.user_data), "mongodb://") && length(base64decode(aws_launch_template.portal.user_data)) <= 16384
    error_message = "The user data contains a connection string, or is too long for EC2."
  }
}

run "plain_http_needs_to_be_asked_for" {
  command = plan

  variables {
    load_balancer_certificate_arn = null
  }

  expect_failures = [var.load_balancer_certificate_arn]
}

run "certificate_brings_https_and_redirects" {
  assert {
    condition     = aws_lb_listener.http.default_action[0].type == "redirect" && aws_lb_listener.https[0].port == 443 && startswith(aws_lb_listener.https[0].ssl_policy, "ELBSecurityPolicy-TLS13-1-2")
    error_message = "Plain HTTP is served beside HTTPS, or TLS below 1.2 is."
  }
}

run "plain_http_that_was_asked_for_warns" {
  variables {
    load_balancer_certificate_arn = null
    allow_insecure_http           = true
  }

  expect_failures = [check.portal_has_https]
}

run "one_zone_is_refused" {
  command = plan

  override_data {
    target = data.aws_subnet.instances[1]
    values = { availability_zone = "us-east-1a" }
  }

  expect_failures = [aws_autoscaling_group.portal]
}

run "dynamodb_tables_replace_mongodb" {
  variables {
    record_store = "dynamodb"
  }

  assert {
    condition     = [aws_dynamodb_table.answers[0].name, aws_dynamodb_table.answers[0].hash_key, aws_dynamodb_table.answers[0].range_key] == ["imagestorage-assignments-answers", "assignment_id", "answer_id"]
    error_message = "The answers' table is not what the application reads."
  }
  assert {
    condition     = aws_dynamodb_table.assignments[0].hash_key == "id" && toset([for index in aws_dynamodb_table.assignments[0].global_secondary_index : index.name]) == toset(["teacher_id-created_at-index", "list-created_at-index", "generation_key-created_at-index"])
    error_message = "The table is not what the application reads."
  }
  assert {
    condition     = strcontains(base64decode(aws_launch_template.portal.user_data), "DYNAMODB_TABLE_NAME=\"imagestorage-assignments\"") && !strcontains(aws_iam_role_policy.instance.policy, "mongo-uri")
    error_message = "The instances do not use the table, or still read the parameter."
  }
}

run "deploy_role_is_of_one_repository_and_environment" {
  variables {
    github_repository = "example/quiz"
    state_bucket      = "states"
  }

  assert {
    condition = jsondecode(aws_iam_role.deploy[0].assume_role_policy).Statement[0].Condition.StringEquals == {
      "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
      "token.actions.githubusercontent.com:sub" = "repo:example/quiz:environment:production"
    }
    error_message = "Another repository or environment may deploy."
  }
  assert {
    condition     = length(replace(aws_iam_role_policy.deploy[0].policy, "/\\s/", "")) <= 10240
    error_message = "IAM takes 10,240 characters of inline policies."
  }
}

run "no_repository_no_deploy_role" {
  assert {
    condition     = length(aws_iam_role.deploy) == 0 && length(aws_iam_openid_connect_provider.github) == 0
    error_message = "There is a deploy role without github_repository."
  }
}
