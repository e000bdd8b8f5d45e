"""Run with python -m training: the recipe of the weights that ship, from corpora to the package's folder."""

from training.corpora import ROOT
from training.export import export
from training.export_embedder import export as export_embedder
from training.train import options, train

SHIPPED = ROOT / "models" / "stemmata-en" / "src" / "stemmata_en"

checkpoint = train(options(["--run", "stemmata-en"]))
export(checkpoint, SHIPPED)
export_embedder(SHIPPED)
print(f'{SHIPPED.name} written; now run "make evals" and, where it is better, commit it')
