"""The pages: each module has a dataclass for what is shown, and the function that finds it in the case."""
