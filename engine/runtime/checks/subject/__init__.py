"""What the checks look at: the files of a model, read once, and what they may refer to. Decides nothing."""
