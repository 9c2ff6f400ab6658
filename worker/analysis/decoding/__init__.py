"""From a file to pictures: only what is needed is decoded, and what is broken costs no more than itself."""
