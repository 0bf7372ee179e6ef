# Target tracking makes both of its alarms itself, and nobody can change them: CPU above the target for 3 minutes, and well below it for
# 15. The first reacts within 5 minutes: 3, and the 1 or 2 that a metric takes to be seen. The second could not shrink the group within 10.
# So target tracking grows the group, and policies of our own shrink it: step by step while there is load, at once when there is none.
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

# Simple scaling, because it waits for its cooldown: step scaling would take another instance each minute that the alarm lasts, before
# the load of the last one shows on those that stay.
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
  alarm_description = "The portal's instances have little to do: one in four is given back."
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

  # A group of which nothing is known is not taken apart.
  treat_missing_data = "notBreaching"
}

# Step by step the way back is long: from 6 instances 5, 4, 3 and 2 are 8 minutes and three cooldowns with the time to end an instance,
# about 17, and from 100 an hour. But the group's whole load, its average times its instances, does not depend on their number. Shrinking
# ends at the minimum exactly when one instance more than that would still be below scale_in_cpu_percent; where that is so, all others
# are let go at once. A minimum of 2 then has at most 3 * 35 / 2 = 52.5 % to do, one of 1 twice 35 %: never more than the target.
locals {
  rest_cpu_percent = var.scale_in_cpu_percent * (var.min_instances + 1)

  # What an instance without any request has to do: of 100 instances it would be the whole of the above.
  idle_cpu_percent = 1
}

# Step scaling, because it waits for no cooldown, not even of shrinking; being told the same size each minute does no harm. It does wait
# until new instances are warm.
resource "aws_autoscaling_policy" "rest" {
  name                   = "${var.prefix}-rest"
  autoscaling_group_name = aws_autoscaling_group.portal.name
  policy_type            = "StepScaling"
  adjustment_type        = "ExactCapacity"
  # Of the alarm's points at least one is below its threshold, whichever else is not.
  metric_aggregation_type = "Minimum"

  step_adjustment {
    metric_interval_upper_bound = "0"
    scaling_adjustment          = var.min_instances
  }
}

resource "aws_cloudwatch_metric_alarm" "rest" {
  alarm_name        = "${var.prefix}-rest"
  alarm_description = "The smallest group can do all that the portal's instances have to do: the others are given back."
  alarm_actions     = [aws_autoscaling_policy.rest.arn]

  metric_query {
    id          = "load"
    label       = "CPU that requests take (% of one instance)"
    expression  = "(cpu - ${local.idle_cpu_percent}) * instances"
    return_data = true
  }

  metric_query {
    id = "cpu"

    metric {
      namespace   = "AWS/EC2"
      metric_name = "CPUUtilization"
      dimensions  = { AutoScalingGroupName = aws_autoscaling_group.portal.name }
      stat        = "Average"
      period      = 60
    }
  }

  # All, not those in service: one that starts or ends is in the average too, and would make the load look smaller than it is.
  metric_query {
    id = "instances"

    metric {
      namespace   = "AWS/AutoScaling"
      metric_name = "GroupTotalInstances"
      dimensions  = { AutoScalingGroupName = aws_autoscaling_group.portal.name }
      stat        = "Average"
      period      = 60
    }
  }

  comparison_operator = "LessThanThreshold"
  threshold           = local.rest_cpu_percent

  # 4 minutes of 6, and 2 until they are seen: with the begun minute of the load 9 at the most. The 2 that may be above are for instances
  # that were launched at the end of the load, and have it behind them when they have started. Target tracking grows for 3 in a row, so
  # the two never fight.
  evaluation_periods  = 6
  datapoints_to_alarm = 4

  # A group of which nothing is known is not taken apart.
  treat_missing_data = "notBreaching"
}
