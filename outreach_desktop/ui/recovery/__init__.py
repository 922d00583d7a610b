"""The recovery key on paper: made, shown, printed, typed back, and typed in when it is needed."""
