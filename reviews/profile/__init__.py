"""What the public reads of reviews, finished: nothing is worked out in a template."""
