"""A whole workplace on one machine, for a first try and for the tests. The product never imports it."""
