"""What int8 costs: PolNeAR dev with the float32 and the int8 weights of one checkpoint.

python -m training.compare training/runs/NAME/last.pt
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from training.export import export

for quantized in (False, True):
    with tempfile.TemporaryDirectory() as folder:
        export(Path(sys.argv[1]), Path(folder), quantized=quantized)
        print("int8" if quantized else "float32", flush=True)
        environment = os.environ | {"STEMMATA_WEIGHTS": folder}
        command = [sys.executable, "-m", "evals", "attributions", "mentions"]
        subprocess.run(command, check=False, env=environment)
