"""Evidence to plan: what a model is asked and answers, and what follows from the evidence alone."""
