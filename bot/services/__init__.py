"""What people do: functions over a session. Whether somebody may do it is decided here, against rows."""
