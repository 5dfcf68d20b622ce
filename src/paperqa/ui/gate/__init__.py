"""What every request passes before the app sees it: who asks, from where, for what, how much."""
