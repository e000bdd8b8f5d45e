"""The one folder that joins the stages: one module for each job that a command does."""

from stemmata.pipeline.read import Reader, read_article, token_scores

__all__ = ["Reader", "read_article", "token_scores"]
