"""What happens when a check-in is overdue: sound, a window in front, a sign in the tray; locked and unlocked."""
