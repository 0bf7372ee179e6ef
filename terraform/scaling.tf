# Target tracking creates both of its alarms itself, and they cannot be changed: CPU above the target for 3 minutes, and well below it for
# 15. The first reacts within 5 minutes: 3, plus the 1 or 2 until a metric arrives. The second could not shrink the group within 10.
# So target tracking grows the group, and our own policies shrink it: step by step while there is load, at once when there is none.
resource "aws_autoscaling_policy" "grow" {
  name                   = "${var.prefix}-grow"
  autoscaling_group_name = aws_autoscaling_group.portal.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    target_value     = var.cpu_target_percent
    disable_scale_in = true

    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}

# Simple scaling, because it waits for its cooldown: step scaling would remove another instance each minute that the alarm lasts, before
# the load of the previous one shows on the rest.
resource "aws_autoscaling_policy" "shrink" {
  name                     = "${var.prefix}-shrink"
  autoscaling_group_name   = aws_autoscaling_group.portal.name
  policy_type              = "SimpleScaling"
  adjustment_type          = "PercentChangeInCapacity"
  scaling_adjustment       = -25
  min_adjustment_magnitude = 1
  cooldown                 = 180
}

resource "aws_cloudwatch_metric_alarm" "shrink" {
  alarm_name        = "${var.prefix}-shrink"
  alarm_description = "The portal's instances have little to do: Auto Scaling terminates one in four."
  alarm_actions     = [aws_autoscaling_policy.shrink.arn]

  namespace   = "AWS/EC2"
  metric_name = "CPUUtilization"
  dimensions  = { AutoScalingGroupName = aws_autoscaling_group.portal.name }
  statistic   = "Average"
  period      = 60

  comparison_operator = "LessThanThreshold"
  threshold           = var.scale_in_cpu_percent
  evaluation_periods  = 6
  datapoints_to_alarm = 6

  # Without data the group is not shrunk.
  treat_missing_data = "notBreaching"
}

# Shrinking step by step takes long: from 6 instances to 2 about 17 minutes (8 plus three cooldowns with the time to terminate an instance),
# and from 100 an hour. The total load does not depend on the number of instances, so when the minimum plus one instance would still be
# below scale_in_cpu_percent, the group goes to its minimum at once. A minimum of 2 then runs at 3 * 35 / 2 = 52.5 % at most, a minimum of
# 1 at twice 35 %: never above the target.
locals {
  rest_cpu_percent = var.scale_in_cpu_percent * (var.min_instances + 1)

  # The CPU of an instance without any request, which is subtracted because with 100 instances it would exceed the threshold alone.
  idle_cpu_percent = 1
}

# Step scaling, because it waits for no cooldown, not even that of the shrink policy; setting the same size each minute does no harm. It does
# wait until new instances are warm.
resource "aws_autoscaling_policy" "rest" {
  name                   = "${var.prefix}-rest"
  autoscaling_group_name = aws_autoscaling_group.portal.name
  policy_type            = "StepScaling"
  adjustment_type        = "ExactCapacity"
  # The minimum, because some of the alarm's points may be above the threshold but at least one is below it.
  metric_aggregation_type = "Minimum"

  step_adjustment {
    metric_interval_upper_bound = "0"
    scaling_adjustment          = var.min_instances
  }
}

resource "aws_cloudwatch_metric_alarm" "rest" {
  alarm_name        = "${var.prefix}-rest"
  alarm_description = "The group's minimum can handle the whole load: Auto Scaling terminates the other instances."
  alarm_actions     = [aws_autoscaling_policy.rest.arn]

  # Each instance sends one sample a minute, so the sum is the total CPU and the sample count is the number of instances. The group's own
  # count would be of another moment, and would include instances that have sent nothing yet.
  metric_query {
    id          = "requests"
    label       = "CPU that requests take (% of one instance)"
    expression  = "cpu - ${local.idle_cpu_percent} * instances"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { cpu = "Sum", instances = "SampleCount" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/EC2"
        metric_name = "CPUUtilization"
        dimensions  = { AutoScalingGroupName = aws_autoscaling_group.portal.name }
        stat        = metric_query.value
        period      = 60
      }
    }
  }

  comparison_operator = "LessThanThreshold"
  threshold           = local.rest_cpu_percent

  # 3 of 7 minutes, plus up to 2 until the metrics arrive: with the minute in which the load ended 10 at most, and 6 in the best case. The
  # other 4 minutes may be busy because instances that were launched as the load ended use CPU while they start. If those minutes make
  # target tracking grow the group, the larger size wins, and nothing shrinks until the new instances are warm.
  evaluation_periods  = 7
  datapoints_to_alarm = 3

  # Without data the group is not shrunk.
  treat_missing_data = "notBreaching"
}
