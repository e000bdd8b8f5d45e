"""What int8 costs the embedder: the cosine of its vectors with the published model's in PyTorch.

python -m training.compare_embedder
"""

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from benchmarks.texts import articles
from stemmata.encoder.embedder import Embedder
from stemmata.encoder.weights import find_weights
from training.start import published_folder

ARTICLES, WORDS = 8, 300


def main() -> None:
    lines = {line for text in articles(ARTICLES, words=WORDS) for line in text.splitlines()}
    sentences = sorted({f"{part}." for line in lines for part in line.split(". ")})
    tokenizer = AutoTokenizer.from_pretrained(published_folder())
    model = AutoModel.from_pretrained(published_folder()).eval()
    theirs = []
    for sentence in sentences:
        pieces = tokenizer(sentence, return_tensors="pt", truncation=True, max_length=256)
        with torch.no_grad():
            mean = model(**pieces).last_hidden_state[0].mean(0)
        theirs.append((mean / mean.norm()).numpy())
    cosines = (Embedder(find_weights()).embed(sentences) * np.stack(theirs)).sum(axis=1)
    print(
        f"int8 against the published model, {len(sentences)} sentences: "
        f"cosine {cosines.mean():.4f} on average, {cosines.min():.4f} at worst"
    )


if __name__ == "__main__":
    main()
