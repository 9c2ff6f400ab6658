"""What a run says while it goes: its log, in words for people."""
