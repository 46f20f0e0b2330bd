"""A question is answered: understood, passages retrieved, sentences selected."""
