"""Looking for secrets wherever a workplace keeps or sends anything."""
