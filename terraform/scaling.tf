# Target tracking makes both of its alarms itself, and nobody can change them: CPU above the target for 3 minutes, and well below it for
# 15. The first reacts within 5 minutes; the second could not shrink the group within 10. So target tracking grows the group, and shrinking
# is a policy of our own whose alarm looks back 6 minutes; with the minute or two that a metric takes to arrive, that is within 10.
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
