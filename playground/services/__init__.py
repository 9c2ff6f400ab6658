"""Real servers from wheels, on loopback: PostgreSQL, Valkey and S3."""
