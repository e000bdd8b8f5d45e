"""Run with python -m training: the recipe of the weights that ship, from corpora to the package's folder."""

from training import alike, pretrain, train
from training.corpora import ROOT
from training.export import export
from training.export_embedder import export as export_embedder
from training.export_embedder import taught

SHIPPED = ROOT / "models" / "stemmata-en" / "src" / "stemmata_en"
TEACHERS = {
    "published-0": ["--seed", "0"],
    "published-1": ["--seed", "1"],
    "pretrained-0": ["--seed", "0", "--start", "encoder"],
    "pretrained-1": ["--seed", "1", "--start", "encoder"],
}
READER = "--start encoder --epochs 8 --until 5 --pieces 8192 --rate 3e-4".split()

if __name__ == "__main__":
    pretrain.pretrain(pretrain.options(["--run", "encoder"]))
    for name, settings in TEACHERS.items():
        train.train(train.options(["--run", name, *settings]))
    checkpoint = train.train(
        train.options(["--run", "stemmata-en", "--teachers", ",".join(TEACHERS), *READER])
    )
    export(checkpoint, SHIPPED)
    export_embedder(taught(alike.teach(alike.options(["--run", "alike"]))), SHIPPED)
    print(f'{SHIPPED.name} written; now run "make evals" and, where it is better, commit it')
