"""A whole workplace on one machine, for a first try and for the tests. Nothing else imports it."""
