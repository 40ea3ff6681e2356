"""What single texts mean, or why they mean nothing: numbers, names, addresses, time zones."""
