"""Makes the weights. Needs the `train` requirements and the corpora; never needed to run Stemmata."""
