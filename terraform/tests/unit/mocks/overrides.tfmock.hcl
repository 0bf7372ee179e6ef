# The instances' subnets, in two zones.
override_data {
  target = data.aws_subnet.instances[0]
  values = { availability_zone = "us-east-1a" }
}

override_data {
  target = data.aws_subnet.instances[1]
  values = { availability_zone = "us-east-1b" }
}

# The topic of the alarms that stand in us-east-1, whose ARN differs from the region's own topic.
override_resource {
  target = aws_sns_topic.edge_alarms
  values = { arn = "arn:aws:sns:us-east-1:123456789012:edge-alarms" }
}
